import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { attempts } from "../../../../db/schema/index";
import type { SampleAnswers } from "../../../contract/sample-answers";
import { traitsOf } from "../../../contract/stage-kinds";
import { sampleAnswersFile } from "../../../engines/ms-swift/training/sample-settings";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { reusedUntil } from "../../pipeline/stages/reused";

const mostBytes = 4 * 2 ** 20;
const mostSteps = 200;

const promptsSchema = z.object({
  prompts: z.array(z.string()),
  references: z.array(z.string().nullable()),
  teacher: z.array(z.string()).nullable(),
});
const answersSchema = z.object({ step: z.int(), student: z.array(z.string()) });

/** What the student of a run answered while it was trained, over all attempts; nothing where no samples were written. */
export function readSampleAnswers(db: Db, runId: string): SampleAnswers {
  const stage = pipelineOf(db, runId).find(({ kind }) => traitsOf(kind).isTraining);
  if (stage === undefined) return { prompts: [], steps: [] };
  const ofStage = eq(attempts.stageId, stage.cachedFromStageId ?? stage.id);
  const rows = db
    .select({ directory: attempts.directory })
    .from(attempts)
    .where(and(ofStage, reusedUntil(stage, attempts.startedAt)))
    .orderBy(asc(attempts.number))
    .all();
  return joinSamples(rows.map(({ directory }) => linesOf(join(directory, sampleAnswersFile))));
}

/** The samples of attempts, oldest first: where one went on from a step, what an earlier one wrote from there on gives way. Pure. */
export function joinSamples(written: readonly (readonly string[])[]): SampleAnswers {
  let prompts: SampleAnswers["prompts"] = [];
  let steps: SampleAnswers["steps"] = [];
  for (const lines of written) {
    const values = lines.flatMap((line) => parse(line));
    const found = values.flatMap((value) => answersSchema.safeParse(value).data ?? []);
    const head = values.flatMap((value) => promptsSchema.safeParse(value).data ?? [])[0];
    const first = found[0]?.step;
    if (head !== undefined) prompts = promptsOf(head);
    if (first === undefined) continue;
    steps = [
      ...steps.filter(({ step }) => step < first),
      ...found.map(({ step, student }) => ({ step, answers: student })),
    ];
  }
  return { prompts, steps: thin(steps) };
}

function promptsOf({ prompts, references, teacher }: z.infer<typeof promptsSchema>): SampleAnswers["prompts"] {
  return prompts.map((prompt, index) => ({
    prompt,
    reference: references[index] ?? null,
    teacher: teacher?.[index] ?? null,
  }));
}

function thin(steps: SampleAnswers["steps"]): SampleAnswers["steps"] {
  const stride = Math.ceil(steps.length / mostSteps);
  return steps.filter((_, index) => index % stride === 0 || index === steps.length - 1);
}

function parse(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

function linesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(mostBytes);
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, mostBytes, 0)).split("\n");
  } finally {
    closeSync(file);
  }
}
