import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { attempts, events, fileCursors, stages } from "../../../db/schema/index";
import { summarizeMetrics } from "../../../server/domain/results/metrics/summary";
import type { Services } from "../../../server/domain/services";
import { ingestAttempts, type Written } from "../../../server/runner/ingest";
import { insertAttempt } from "../../helpers/rows";
import { createHome, createServices } from "../../helpers/services";

const log = "logging.jsonl";
let services: Services;
let directory: string;

beforeEach(() => {
  services = createServices();
  directory = join(createHome(), "attempt");
  mkdirSync(directory);
  insertAttempt(services, directory);
});

function written(id = "s.a1", folder = directory, flush = false): Written {
  const { db } = services;
  const stage = db.select().from(stages).get();
  const attempt = db.select().from(attempts).get();
  if (stage === undefined || attempt === undefined) throw new Error("No attempt");
  return { stage, attempt: { ...attempt, id, directory: folder }, files: [{ file: log, format: "training" }], flush };
}

const line = (loss: number | string, step: number) =>
  `${JSON.stringify({ loss, "global_step/max_steps": `${step}/9` })}\n`;
const lossOf = () => summarizeMetrics(services.db, "r").find(({ key }) => key === "loss");

it("stores what several attempts wrote, each line once, with one event for each kind of change", () => {
  const other = join(createHome(), "other");
  mkdirSync(other);
  for (const folder of [directory, other]) {
    writeFileSync(join(folder, log), line(3, 1) + line(2, 2));
    writeFileSync(join(folder, "out.log"), "step 1\nstep 2\n");
  }
  ingestAttempts(services.db, [written(), written("s.a2", other)]);
  ingestAttempts(services.db, [written(), written("s.a2", other)]);
  expect(lossOf()).toEqual({ key: "loss", count: 4, last: 2, min: 2, max: 3 });
  expect(services.db.select().from(fileCursors).all()).toHaveLength(4);
  const kinds = services.db.select().from(events).all();
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(["log", "metrics", "stage"]);
});

it("keeps the extremes over values that are not finite and the last one as missing", () => {
  writeFileSync(join(directory, log), line(2, 1));
  ingestAttempts(services.db, [written()]);
  appendFileSync(join(directory, log), '{"loss": NaN, "global_step/max_steps": "2/9"}\n');
  ingestAttempts(services.db, [written()]);
  expect(lossOf()).toEqual({ key: "loss", count: 2, last: null, min: 2, max: 2 });
  appendFileSync(join(directory, log), line(5, 3) + line(1, 4));
  ingestAttempts(services.db, [written()]);
  expect(lossOf()).toEqual({ key: "loss", count: 4, last: 1, min: 1, max: 5 });
});

it("a series that begins without a finite value takes its extremes later", () => {
  writeFileSync(join(directory, log), '{"loss": Infinity, "global_step/max_steps": "1/9"}\n');
  ingestAttempts(services.db, [written()]);
  expect(lossOf()).toMatchObject({ count: 1, min: null, max: null });
  appendFileSync(join(directory, log), line(4, 2));
  ingestAttempts(services.db, [written()]);
  expect(lossOf()).toMatchObject({ count: 2, min: 4, max: 4 });
});

it("stores nothing of what cannot be committed, and all of it the next time", () => {
  writeFileSync(join(directory, log), line(3, 1));
  const { $client } = services.db;
  $client.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no room'); END");
  expect(() => ingestAttempts(services.db, [written()])).toThrow(/no room/);
  expect(lossOf()).toBeUndefined();
  expect(services.db.select().from(fileCursors).all()).toEqual([]);
  $client.exec("DROP TRIGGER full");
  ingestAttempts(services.db, [written()]);
  expect(lossOf()).toMatchObject({ count: 1 });
});

it("takes a backlog in pieces and the highest memory of all samples", () => {
  const count = 120_000;
  const sample = (rss: number) => `${JSON.stringify({ atMs: 1, seconds: 1, "memory/rss_bytes": rss })}\n`;
  writeFileSync(join(directory, "samples.jsonl"), sample(7e9) + sample(5e9).repeat(count));
  ingestAttempts(services.db, [written("s.a1", directory, true)]);
  const stored = summarizeMetrics(services.db, "r").find(({ key }) => key === "memory/rss_bytes");
  expect(stored).toMatchObject({ count: count + 1, max: 7e9, last: 5e9 });
  expect(services.db.select().from(attempts).get()?.peakMemoryBytes).toBe(7e9);
});

it("tells how far a stage is that goes over rows, while its bar still writes over itself", () => {
  const { db } = services;
  const progress = () => JSON.parse(db.select().from(stages).get()?.progressJson ?? "null");
  const bars =
    "Map: 100%|█| 96/96 [00:01<00:00, 84 examples/s]\n  0%|  | 0/96 [00:00<?, ?it/s]\r 17%|█ | 16/96 [00:50<04:13, 3s/it]\r 33%|";
  writeFileSync(join(directory, "out.log"), bars);
  ingestAttempts(db, [{ ...written(), files: [] }]);
  expect(progress()).toBeNull();
  db.update(stages).set({ kind: "teacher-inference" }).run();
  appendFileSync(join(directory, "out.log"), "███| 32/96 [01:43<03:28, 3s/it]\r");
  ingestAttempts(db, [{ ...written(), files: [] }]);
  expect(progress()).toMatchObject({ step: 32, totalSteps: 96, remainingMs: 208_000, workedMs: 103_000 });
});

it("does not call soft labels a training", () => {
  const { db } = services;
  db.update(stages).set({ kind: "soft-labels" }).run();
  writeFileSync(join(directory, log), line(1, 3));
  ingestAttempts(db, [written()]);
  expect(JSON.parse(db.select().from(stages).get()?.progressJson ?? "null")).toMatchObject({ step: 3, phase: null });
});
