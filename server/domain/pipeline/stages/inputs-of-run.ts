import { isStageDone, stageStatusSchema } from "../../../contract/stage";
import type { Services } from "../../services";
import { artifactsOfStage } from "./inputs";
import { pipelineOf } from "./pipeline";

/** Paths of everything that the finished stages of a run made, by artifact name. */
export function inputsOfRun({ db }: Services, runId: string): Record<string, string> {
  const done = pipelineOf(db, runId).filter(({ status }) => isStageDone(stageStatusSchema.parse(status)));
  return Object.assign({}, ...done.map((stage) => artifactsOfStage(db, stage)));
}
