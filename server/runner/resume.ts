import { existsSync } from "node:fs";
import { basename } from "node:path";
import type { AttemptRow, StageRow } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { message } from "../contract/message";
import type { StageSpec } from "../engines/engine";

/**
 * What the next attempt of a stage goes on from: the checkpoint that a person chose, else what the latest attempt (`before`,
 * newest first) left or had itself gone on from. Null to begin anew. Throws `not-found` when the chosen one is gone.
 */
export function resumePointOf(
  stage: Pick<StageRow, "resumeFrom">,
  before: readonly Pick<AttemptRow, "directory" | "resumedFrom">[],
  spec: Pick<StageSpec, "findResume">,
): string | null {
  const { resumeFrom } = stage;
  if (resumeFrom !== null) {
    if (existsSync(resumeFrom)) return resumeFrom;
    throw new AppError(
      "not-found",
      message("control.checkpoint-gone", { name: basename(resumeFrom), path: resumeFrom }),
      {
        suggestion: message("control.checkpoint-gone-next"),
      },
    );
  }
  for (const { directory, resumedFrom } of before) {
    const left = spec.findResume?.(directory) ?? resumedFrom;
    if (left !== null && existsSync(left)) return left;
  }
  return null;
}
