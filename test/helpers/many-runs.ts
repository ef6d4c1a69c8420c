import { sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import {
  attempts,
  experiments,
  metricPoints,
  metricSeries,
  runs,
  type StageRow,
  stages,
  sweeps,
} from "../../db/schema/index";
import type { Recipe } from "../../server/contract/recipe/recipe";
import type { RunStatus } from "../../server/contract/run";
import type { Services } from "../../server/domain/services";
import { evaluationOfSubject } from "./evaluations";
import { insertEvaluation } from "./past-runs";
import { parsedRecipe } from "./recipes";

type Options = { points?: number; statusOf?: (index: number) => RunStatus };

const beganAt = Date.UTC(2026, 0, 1);
const plain = parsedRecipe();
const pipeline = ["teacher-inference", "distill", "evaluate", "evaluate", "evaluate"] as const;
const subjects = [null, "student", "teacher", "student-base", "student"];
const failedExit = {
  ...{ outcome: "failed", reason: "oom", exitCode: 1, signal: null, logTail: [], suggestion: null },
  message: "out of memory",
};

/** Stores `count` runs `r1`, `r2`, … with stages, loss curves and evaluations, as a long-used home has them; every tenth is of a sweep, every seventh has failed. */
export function insertManyRuns({ db }: Services, count: number, { points = 60, statusOf = usualStatus }: Options = {}) {
  db.transaction((tx) => {
    for (let index = 0; index < 20; index += 1)
      tx.insert(experiments)
        .values({ id: `e${index}`, name: `experiment ${index}`, createdAt: beganAt })
        .run();
    tx.insert(sweeps)
      .values({ id: "w1", experimentId: "e0", name: "rates", recipeJson: "{}", createdAt: beganAt })
      .run();
    for (let index = 0; index < count; index += 1) insertOne(tx, index, statusOf(index), points);
  });
}

type Tx = Pick<Db, "insert" | "run">;

function insertOne(tx: Tx, index: number, status: RunStatus, points: number): void {
  const id = `r${index + 1}`;
  const createdAt = beganAt + index * 60_000;
  const learningRate = [1e-5, 2e-5, 1e-4, 3e-4][index % 4] ?? 1e-4;
  const recipe: Recipe = {
    ...plain,
    name: `distil-${index % 50}-${index + 1}`,
    teacher: { ...plain.teacher, model: `models/teacher-${index % 3}` },
    student: { ...plain.student, model: `models/student-${index % 5}` },
    training: { ...plain.training, learningRate, epochs: 1 + (index % 3) },
  };
  const trial = { index, repeat: 0, seed: 1, values: { "training.learningRate": learningRate } };
  const isTrial = index % 10 === 0;
  tx.insert(runs)
    .values({
      ...{ id, number: index + 1, experimentId: `e${index % 20}`, name: recipe.name, status, recipeDigest: id },
      ...{ recipeJson: JSON.stringify(recipe), tagsJson: JSON.stringify([`tag-${index % 7}`]), notes: "" },
      ...{ createdAt, startedAt: createdAt, endedAt: createdAt + 60_000 + (index % 97) * 1_000 },
      ...(isTrial && { sweepId: "w1", trialJson: JSON.stringify(trial) }),
    })
    .run();
  pipeline.forEach((kind, position) => {
    const failed = status === "failed" && kind === "distill";
    const stage = { id: `${id}.${position}`, runId: id, key: `${kind}-${position}`, position, kind };
    const stageStatus: StageRow["status"] =
      status === "succeeded" ? "succeeded" : failed ? "failed" : status === "queued" ? "waiting" : "blocked";
    tx.insert(stages)
      .values({
        ...{ ...stage, subject: subjects[position] ?? null, status: stageStatus, startedAt: createdAt },
        ...{ dependsOnJson: "[]", argvJson: "[]", commandsJson: "[]", envJson: "{}" },
        exitJson: failed ? JSON.stringify(failedExit) : null,
      })
      .run();
    if (kind === "distill") insertLoss(tx, id, stage.id, points, createdAt);
    if (kind === "evaluate" && status === "succeeded") insertScore(tx, id, stage.id, subjects[position] ?? "", index);
  });
}

function insertLoss(tx: Tx, runId: string, stageId: string, points: number, atMs: number): void {
  const attemptId = `${stageId}.a1`;
  tx.insert(attempts)
    .values({ id: attemptId, stageId, number: 1, status: "succeeded", executor: "local", directory: "unused" })
    .run();
  const { id } = tx
    .insert(metricSeries)
    .values({ runId, attemptId, key: "loss", count: points })
    .returning({ id: metricSeries.id })
    .get();
  tx.run(sql`
    WITH RECURSIVE place (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n < ${points - 1})
    INSERT INTO ${metricPoints} (series_id, ordinal, step, at_ms, value)
    SELECT ${id}, n, n, ${atMs} + n, 3.0 / (1 + n / 20.0) FROM place`);
}

function insertScore(tx: Tx, runId: string, stageId: string, subject: string, index: number): void {
  const value = subject === "student" ? (index % 90) / 100 : subject === "teacher" ? 0.95 : 0.1;
  insertEvaluation({ db: tx }, stageId, { ...evaluationOfSubject(subject, value), runId, stageId });
}

function usualStatus(index: number): RunStatus {
  return index % 7 === 3 ? "failed" : "succeeded";
}
