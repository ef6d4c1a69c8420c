import { message } from "../../../contract/message";
import type { MemoryFixes } from "../../../contract/run";
import { traitsOf } from "../../../contract/stage-kinds";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { applyChanges } from "../../recipes/apply-changes";
import { changesOf } from "../../recipes/flatten";
import { requireRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { estimateOfRun } from "./estimate-of-run";

/** What would take less memory than a stage of a run did, by the preflight's estimate, the largest saving first. Throws `not-found`. */
export async function memoryFixesOf(
  services: Services,
  { runId, stageKey }: { runId: string; stageKey: string },
): Promise<MemoryFixes> {
  const recipe = recipeOf(requireRun(services.db, runId));
  const stage = pipelineOf(services.db, runId).find(({ key }) => key === stageKey);
  if (stage === undefined || !traitsOf(stage.kind).isTraining)
    return { fixes: [], reason: message("memory.not-estimated") };
  const { estimateBytes, fixes, reason } = await estimateOfRun(services, runId);
  if (estimateBytes === null) return { fixes: [], reason: reason ?? message("memory.sizes-unknown") };
  return {
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: changesOf(recipe, requireRecipe(applyChanges(recipe, fix.changes))),
    })),
    reason: fixes.length > 0 ? null : message("memory.no-fix"),
  };
}
