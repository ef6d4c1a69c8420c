import type { Recipe } from "../../contract/recipe/recipe";

/** Which answers of a conversation are learned, in ms-swift's words. */
export function lossScaleOf(turns: Recipe["training"]["turns"]): "default" | "last_round" {
  return turns === "all" ? "default" : "last_round";
}
