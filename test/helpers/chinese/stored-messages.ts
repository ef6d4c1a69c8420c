import { eq } from "drizzle-orm";
import { attempts, runs, stages } from "../../../db/schema/index";
import { type Message, message } from "../../../server/contract/message";
import { catalogue } from "../../../server/contract/texts/catalogue";
import type { Services } from "../../../server/domain/services";
import { sampleMessage } from "../catalogue";
import { insertRun } from "../past-runs";
import { minimalRecipe } from "../recipes";

const perStage = 40;

/** Every text of the catalogue but those of some areas, with sample values. */
function samplesBut(left: readonly string[]): Message[] {
  return Object.entries(catalogue)
    .filter(([area]) => !left.includes(area))
    .flatMap(([area, texts]) => Object.entries(texts).map(([key, text]) => sampleMessage(`${area}.${key}`, text)));
}

/** A failed run whose stages ended with every text of the catalogue but those of the areas `left`, many texts to a stage; returns its id and its stages' keys. */
export function insertExits(services: Services, left: readonly string[]): { runId: string; keys: string[] } {
  const messages = samplesBut(left);
  const groups = Array.from({ length: Math.ceil(messages.length / perStage) }, (_, index) =>
    messages.slice(index * perStage, (index + 1) * perStage),
  );
  const keys = groups.map((_, index) => `exit-${index}`);
  const runId = insertRun(
    services,
    minimalRecipe({ name: "Sample: exits" }),
    keys.map((key) => ({ key, kind: "distill", status: "failed" })),
  );
  services.db.update(runs).set({ status: "failed", endedAt: Date.now() }).where(eq(runs.id, runId)).run();
  groups.forEach((group, index) => {
    const stageId = `${runId}.${keys[index]}`;
    const exitJson = JSON.stringify({
      ...{ outcome: "failed", reason: null, exitCode: 1, signal: null, logTail: [], suggestion: null },
      message: group.reduce((first, second) => message("pairs.both", { first, second })),
    });
    services.db.update(stages).set({ exitJson }).where(eq(stages.id, stageId)).run();
    services.db.update(attempts).set({ exitJson }).where(eq(attempts.stageId, stageId)).run();
  });
  return { runId, keys };
}
