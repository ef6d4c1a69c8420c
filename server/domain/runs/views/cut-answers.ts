import type { Db } from "../../../../db/client";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { CutAnswers } from "../../../contract/run";
import { answersOf } from "../../../engines/ms-swift/stages/teacher-inference";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { lastValuesOf } from "../../results/metrics/last-values";

/** From this share on so much is missing that more tokens are advised. */
const largeShare = 0.1;

/** Stages in which models wrote answers that did not end within the tokens they had, with what became of those. */
export function cutAnswersOf(db: Db, runId: string, recipe: Recipe): CutAnswers[] {
  const settings = answersOf(recipe);
  if (settings === null) return [];
  return pipelineOf(db, runId)
    .filter(({ kind }) => kind === "teacher-inference" || kind === "preference-pairs")
    .flatMap((stage) => {
      const values = lastValuesOf(db, stage, ["answers/rows", "answers/truncated"]);
      const told = { rows: values.get("answers/rows") ?? 0, truncated: values.get("answers/truncated") ?? 0 };
      return told.truncated === 0 ? [] : [{ stageKey: stage.key, ...told, ...sayCut(settings, told) }];
    });
}

/** What is said of cut answers, and what to do where they are many. Pure. */
export function sayCut(
  { truncated, maxTokens }: { truncated: "leaveOut" | "keep"; maxTokens: number },
  told: { rows: number; truncated: number },
): Pick<CutAnswers, "said" | "advice"> {
  const values = { count: told.truncated, rows: told.rows, maxTokens };
  const isLarge = told.truncated >= largeShare * told.rows;
  return {
    said: message(truncated === "leaveOut" ? "answers.cut-left-out" : "answers.cut-kept", values),
    advice: isLarge ? message("answers.cut-next") : null,
  };
}
