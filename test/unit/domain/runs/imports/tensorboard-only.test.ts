import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listSeries } from "../../../../../server/domain/results/metrics/series";
import { getRun } from "../../../../../server/domain/runs/views/get";
import { copyTraining, curvesOf, importOnce } from "../../../../helpers/imports";
import { createHome, createServices } from "../../../../helpers/services";

function eventFolder(kind: string): string {
  const folder = join(createHome(), "log");
  cpSync(join(copyTraining(kind), "runs"), folder, { recursive: true });
  return folder;
}

it("makes a run of event files alone, under ms-swift's own keys", () => {
  const services = createServices();
  const runId = importOnce(services, eventFolder("sft"));
  const fromLog = curvesOf(services, importOnce(services, copyTraining("sft")));
  const curves = curvesOf(services, runId);
  const missing = ["train_speed(s/it)@1"];
  expect(Object.keys(curves).sort()).toEqual(
    Object.keys(fromLog)
      .filter((key) => !missing.includes(key))
      .sort(),
  );
  for (const [key, points] of Object.entries(curves)) {
    expect(points.map(([step]) => step)).toEqual(fromLog[key]?.map(([step]) => step));
    points.forEach(([, value], index) => {
      expect(value).toBeCloseTo(fromLog[key]?.[index]?.[1] ?? Number.NaN, 4);
    });
  }
  const run = getRun(services, runId);
  expect(run).toMatchObject({ status: "succeeded", teacher: "unknown", student: "unknown", tags: ["imported"] });
  expect(listSeries(services.db, { runIds: [runId], keys: ["loss"], points: 9 })[0]?.points[0]?.[1]).toBe(
    1795534618077,
  );
});

it("splits where the next writer goes back", () => {
  const services = createServices();
  const curves = curvesOf(services, importOnce(services, eventFolder("resumed")));
  expect(curves["loss@1"]?.map(([step]) => step)).toEqual([1, 2, 3]);
  expect(curves["loss@2"]?.map(([step]) => step)).toEqual([3, 4]);
});

it("leaves a torn last record for later", () => {
  const services = createServices();
  const folder = eventFolder("sft");
  const file = join(folder, readdirSync(folder)[0] ?? "");
  const whole = readFileSync(file);
  truncateSync(file, whole.length - 700);
  const runId = importOnce(services, folder);
  expect(getRun(services, runId).status).toBe("failed");
  writeFileSync(file, whole);
  importOnce(services, folder);
  const other = createServices();
  expect(curvesOf(services, runId)).toEqual(curvesOf(other, importOnce(other, folder)));
});

it("keeps logs of several folders apart", () => {
  const services = createServices();
  const folder = join(createHome(), "both");
  mkdirSync(folder);
  for (const kind of ["sft", "resumed"]) cpSync(eventFolder(kind), join(folder, kind), { recursive: true });
  const keys = Object.keys(curvesOf(services, importOnce(services, folder)));
  expect(keys).toEqual(expect.arrayContaining(["sft/loss@1", "resumed/loss@1"]));
});
