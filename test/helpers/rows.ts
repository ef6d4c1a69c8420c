import { attempts, experiments, runs, stages } from "../../db/schema/index";
import type { Services } from "../../server/domain/services";

/** Rows of one running attempt (run `r`, stage `distill`, attempt `s.a1`) whose files lie in `directory`. */
export function insertAttempt(
  { db }: Services,
  directory: string,
): { runId: string; stageKey: string; attemptId: string } {
  const createdAt = Date.now();
  const run = { id: "r", number: 1, experimentId: "e", name: "rows", status: "running" as const, createdAt };
  const stage = {
    id: "s",
    runId: "r",
    key: "distill",
    position: 0,
    kind: "distill",
    status: "running",
  } as const;
  db.insert(experiments).values({ id: "e", name: "rows", createdAt }).run();
  db.insert(runs)
    .values({ ...run, recipeJson: "{}", recipeDigest: "", tagsJson: "[]", notes: "" })
    .run();
  db.insert(stages)
    .values({ ...stage, dependsOnJson: "[]", argvJson: "[]", commandsJson: "[]", envJson: "{}" })
    .run();
  db.insert(attempts)
    .values({ id: "s.a1", stageId: "s", number: 1, status: "running", executor: "local", directory })
    .run();
  return { runId: "r", stageKey: "distill", attemptId: "s.a1" };
}
