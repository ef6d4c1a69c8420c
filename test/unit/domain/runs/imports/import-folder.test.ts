import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import { listSeries } from "../../../../../server/domain/results/metrics/series";
import { resumeRun, retryStage } from "../../../../../server/domain/runs/control/end-and-retry";
import { importFolder } from "../../../../../server/domain/runs/imports/import-folder";
import { getRun } from "../../../../../server/domain/runs/views/get";
import { listRuns } from "../../../../../server/domain/runs/views/list";
import { copyTraining, curvesOf, importOnce, loggedRecords } from "../../../../helpers/imports";
import { createServices } from "../../../../helpers/services";

const notCurves = new Set(["global_step/max_steps", "elapsed_time", "remaining_time"]);
const positions = (record: Record<string, unknown>) => String(record["global_step/max_steps"]).split("/");

it.each(["sft", "dpo", "kto", "gkd", "grpo"])("takes every number of every line of %s", (kind) => {
  const services = createServices();
  const folder = copyTraining(kind);
  const expected: Record<string, [number, number][]> = {};
  for (const record of loggedRecords(folder).filter((entry) => "global_step/max_steps" in entry)) {
    const step = Number(positions(record)[0]);
    for (const [key, value] of Object.entries(record)) {
      if (notCurves.has(key) || typeof value !== "number") continue;
      // Of the summary this is a mean over the whole training, evaluations and checkpoints with it, and no step's speed.
      if (key === "train_speed(s/it)" && "train_runtime" in record) continue;
      expected[`${key}@1`] = [...(expected[`${key}@1`] ?? []), [step, value]];
    }
  }
  const runId = importOnce(services, folder);
  expect(curvesOf(services, runId)).toEqual(expected);
  const run = getRun(services, runId);
  expect(run).toMatchObject({ name: kind, status: "succeeded", tags: ["imported"] });
  expect(run.stages).toMatchObject([{ key: "distill", status: "succeeded", attempts: [{ number: 1 }] }]);
});

it("takes one speed of every line but the summary", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  const lines = loggedRecords(folder).filter((record) => "loss" in record || "eval_loss" in record);
  const curves = curvesOf(services, importOnce(services, folder));
  expect(curves["train_speed(s/it)@1"]).toHaveLength(lines.length);
  expect(curves["train_loss@1"]).toEqual([[4, 10.85360742]]);
});

it("lists checkpoints where they lie and keeps the arguments", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  writeFileSync(join(folder, "checkpoint-4", "model.bin"), "x".repeat(5_000));
  mkdirSync(join(folder, "checkpoint-6"));
  const { artifacts } = getRun(services, importOnce(services, folder));
  const checkpoints = artifacts.filter(({ kind }) => kind === "checkpoint");
  expect(checkpoints).toMatchObject([
    { name: "checkpoint-2", step: 2, path: null },
    { name: "checkpoint-4", step: 4, path: null },
  ]);
  expect(checkpoints[1]?.sizeBytes).toBeGreaterThan(5_000);
  const args = artifacts.find(({ name }) => name === "args");
  const kept = JSON.parse(readFileSync(join(services.paths.home, args?.path ?? ""), "utf8"));
  expect(kept).toEqual(JSON.parse(readFileSync(join(folder, "args.json"), "utf8")));
});

it("blots out tokens in the kept arguments", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  const args = { model: "m", hub_token: "hf_secret1", training_args: "Args(hub_token='hf_secret1')", max_length: 64 };
  writeFileSync(join(folder, "args.json"), JSON.stringify(args));
  const run = getRun(services, importOnce(services, folder));
  const path = run.artifacts.find(({ name }) => name === "args")?.path ?? "";
  expect(readFileSync(join(services.paths.home, path), "utf8")).not.toContain("hf_secret1");
});

it("finds the first run again and stores nothing twice", () => {
  const services = createServices();
  const folder = copyTraining("gkd");
  const runId = importOnce(services, folder);
  const before = curvesOf(services, runId);
  expect(importOnce(services, `${folder}/../gkd/`)).toBe(runId);
  expect(curvesOf(services, runId)).toEqual(before);
  expect(listRuns(services.db, { archived: false })).toHaveLength(1);
  expect(getRun(services, runId).artifacts).toHaveLength(4);
});

it("goes on where it was left when the folder was copied again and has grown", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  const log = join(folder, "logging.jsonl");
  const whole = readFileSync(log, "utf8");
  const lines = whole.trimEnd().split("\n");
  writeFileSync(log, `${lines.slice(0, 2).join("\n")}\n`);
  const runId = importOnce(services, folder);
  const run = getRun(services, runId);
  expect(run.status).toBe("failed");
  const exit = run.stages[0]?.exit;
  expect(exit?.outcome).toBe("lost");
  expect(exit && words(exit.message)).toContain("step 2 of 4");
  rmSync(log);
  writeFileSync(log, whole);
  expect(importOnce(services, folder)).toBe(runId);
  expect(curvesOf(services, runId)["loss@1"]).toHaveLength(4);
  expect(getRun(services, runId).status).toBe("succeeded");
});

it("makes attempts of a training that was resumed", () => {
  const services = createServices();
  const runId = importOnce(services, copyTraining("resumed"));
  const curves = curvesOf(services, runId);
  expect(curves["loss@1"]?.map(([step]) => step)).toEqual([1, 2, 3]);
  expect(curves["loss@2"]).toEqual([
    [3, 10.84033298],
    [4, 10.94494915],
  ]);
  expect(getRun(services, runId).stages[0]?.attempts).toMatchObject([{ status: "succeeded" }, { status: "succeeded" }]);
});

it("starts another attempt when a new training took the folder", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  const runId = importOnce(services, folder);
  cpSync(join(copyTraining("dpo"), "logging.jsonl"), join(folder, "logging.jsonl"));
  expect(importOnce(services, folder)).toBe(runId);
  expect(Object.keys(curvesOf(services, runId))).toEqual(expect.arrayContaining(["token_acc@1", "nll_loss@2"]));
});

it("passes over lines that are no records and leaves a torn one for later", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  const log = join(folder, "logging.jsonl");
  const [first = "", second = ""] = readFileSync(log, "utf8").split("\n");
  writeFileSync(
    log,
    `${first}\nwarning: text\n[1]\n{"loss": NaN, "global_step/max_steps": "2/4"}\n${second.slice(0, 30)}`,
  );
  const runId = importOnce(services, folder);
  expect(curvesOf(services, runId)["loss@1"]).toEqual([
    [1, 10.7753334],
    [2, null],
  ]);
  appendFileSync(log, `${second.slice(30).replace("2/4", "3/4")}\n`);
  importOnce(services, folder);
  expect(curvesOf(services, runId)["loss@1"]?.at(-1)).toEqual([3, 10.85444164]);
});

it("gives points the time that an event file allows", () => {
  const services = createServices();
  const runId = importOnce(services, copyTraining("sft"));
  const [loss] = listSeries(services.db, { runIds: [runId], keys: ["loss"], points: 10 });
  // Copied files have no times of their own: the event file's name tells when training began.
  expect(loss?.points.map(([, atMs]) => atMs)).toEqual([2, 3, 5, 7].map((seconds) => (1_795_534_615 + seconds) * 1000));
});

it("counts back from when the log was written, and takes that time for all where nothing fits", () => {
  const services = createServices();
  const folder = copyTraining("dpo");
  const timesOf = () =>
    listSeries(services.db, { runIds: [importOnce(services, folder)], keys: ["loss"], points: 10 })[0]?.points.map(
      ([, atMs]) => atMs,
    );
  utimesSync(join(folder, "args.json"), 1_000, 1_000);
  utimesSync(join(folder, "logging.jsonl"), 1_020, 1_020);
  expect(timesOf()).toEqual([1, 2, 3, 4].map((seconds) => (1_015 + seconds) * 1000));
  const copied = copyTraining("dpo");
  for (const name of ["args.json", "logging.jsonl"]) utimesSync(join(copied, name), 2_000, 2_000);
  const [loss] = listSeries(services.db, { runIds: [importOnce(services, copied)], keys: ["loss"], points: 10 });
  expect(loss?.points.map(([, atMs]) => atMs)).toEqual(Array(4).fill(2_000_000));
});

it("neither retries nor resumes what it did not start", () => {
  const services = createServices();
  const folder = copyTraining("sft");
  writeFileSync(join(folder, "logging.jsonl"), "");
  const runId = importOnce(services, folder);
  expect(() => resumeRun(services.db, runId)).toThrow("imported");
  expect(() => retryStage(services.db, { runId, stageKey: "distill" })).toThrow("imported");
});

it("names the output folders in a folder that is none itself", () => {
  const folder = copyTraining("sft");
  expect(() => importOnce(createServices(), join(folder, ".."))).toThrow("holds output folders");
});

it.each([
  ["a folder that is not there", "/nowhere/at/all", "There is no folder"],
  ["a folder without curves", import.meta.dirname, "neither"],
])("refuses %s", (_, directory, message) => {
  expect(() => importFolder(createServices(), { directory, follow: false, giveUpMs: 1 })).toThrow(message);
});
