import { z } from "zod";
import { AppError } from "../error";
import { type Message, message } from "../message";
import type { Recipe } from "./recipe";

/** A recipe that was judged when its run was created; today's rules say nothing about it. */
export const storedRecipeSchema = z.custom<Recipe>((value) => typeof value === "object" && value !== null);

/** A stored recipe, or why there is none to work with. */
export type StoredRecipe = { ok: true; recipe: Recipe } | { ok: false; problem: Message };

/** What cannot be done with a run whose stored recipe cannot be read; `problem` says why. */
export class UnreadableRecipeError extends AppError {
  readonly problem: Message;

  constructor(runId: string, problem: Message) {
    super("bad-data", message("recipes.unreadable", { problem }), {
      context: { problem },
      suggestion: message("recipes.unreadable-next", { runId }),
    });
    this.problem = problem;
  }
}
