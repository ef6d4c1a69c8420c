import type { StageRow } from "../../../../db/schema/index";
import { type Message, message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Services } from "../../services";
import { convergenceOfRun } from "./judge";

/** True when a person has asked to quantise all the same. */
export function isOverridden(stage: Pick<StageRow, "requested">): boolean {
  return stage.requested === "override";
}

/** Why a run's student should not be quantised yet, or null. Too few evaluations to judge do not hold it back. */
export function judgeGate(services: Services, runId: string, recipe: Recipe): Message | null {
  if (recipe.quantizeGate === "off") return null;
  const { verdict, reason } = convergenceOfRun(services, runId);
  if (verdict !== "falling" && verdict !== "rising") return null;
  return message("exits.not-settled", { reason });
}
