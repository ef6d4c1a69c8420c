import { isStageDone, stageStatusSchema } from "../../contract/stage";
import { pipelineOf } from "../runs/refresh";
import type { Services } from "../services";
import { artifactPath } from "./inputs";

/** Paths of everything that the finished stages of a run made, by artifact name. */
export function inputsOfRun({ db }: Services, runId: string): Record<string, string> {
  const done = pipelineOf(db, runId).filter(({ status }) => isStageDone(stageStatusSchema.parse(status)));
  const names = (subject: string | null) => ["answers", "student", ...(subject === null ? [] : [subject])];
  return Object.fromEntries(
    done.flatMap((stage) =>
      names(stage.subject).flatMap((name) => {
        const path = artifactPath(db, stage, name);
        return path === null ? [] : [[name, path]];
      }),
    ),
  );
}
