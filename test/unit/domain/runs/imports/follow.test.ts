import { appendFileSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { words } from "../../../../../server/cli/language";
import { cancelRun } from "../../../../../server/domain/runs/control/end-and-retry";
import { followFolder } from "../../../../../server/domain/runs/imports/follow";
import type { ImportResult } from "../../../../../server/domain/runs/imports/import-folder";
import { getRun } from "../../../../../server/domain/runs/views/get";
import { activeAttempts } from "../../../../../server/runner/supervise";
import { copyTraining, curvesOf, importOnce } from "../../../../helpers/imports";
import { createServices } from "../../../../helpers/services";

const setUp = (options: { giveUpMs?: number } = {}) => {
  const services = createServices();
  const folder = copyTraining("kto");
  const log = join(folder, "logging.jsonl");
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  writeFileSync(log, "");
  const ending = new AbortController();
  const onLook = vi.fn<(result: ImportResult) => void>();
  const following = followFolder(services, {
    ...{ directory: folder, giveUpMs: options.giveUpMs ?? 60_000, pollMs: 5, signal: ending.signal, onLook },
  });
  const runId = onLook.mock.calls[0]?.[0].runId ?? "";
  return { services, folder, log, lines, ending, following, runId };
};

it("follows a log until its summary, in whatever pieces it is written", async () => {
  const { services, log, lines, following, runId } = setUp();
  expect(getRun(services, runId)).toMatchObject({ status: "running", progress: { currentStage: { key: "distill" } } });
  expect(activeAttempts(services, "local")).toEqual([]);
  for (const piece of lines.flatMap((line) => [line.slice(0, 40), `${line.slice(40)}\n`])) {
    appendFileSync(log, piece);
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  expect((await following).exit?.outcome).toBe("succeeded");
  const other = createServices();
  expect(curvesOf(services, runId)).toEqual(curvesOf(other, importOnce(other, join(log, ".."))));
  expect(getRun(services, runId).status).toBe("succeeded");
});

it("leaves a followed run running when the folder is imported beside", async () => {
  const { services, folder, lines, log, ending, following, runId } = setUp();
  appendFileSync(log, `${lines[0]}\n`);
  expect(importOnce(services, folder)).toBe(runId);
  expect(getRun(services, runId).status).toBe("running");
  ending.abort();
  await following;
  expect(getRun(services, runId).stages[0]?.exit).toMatchObject({ outcome: "lost" });
  expect(curvesOf(services, runId)["loss@1"]).toHaveLength(1);
});

it("ends when a person cancels the run, and starts again on demand", async () => {
  const { services, folder, following, runId } = setUp();
  cancelRun(services.db, runId);
  await following;
  expect(getRun(services, runId).status).toBe("cancelled");
  expect(importOnce(services, folder)).toBe(runId);
});

it("gives a silent training up", async () => {
  const { services, log, lines, following, runId } = setUp({ giveUpMs: 150 });
  appendFileSync(log, `${lines[0]}\n`);
  utimesSync(log, new Date(), new Date());
  const { exit } = await following;
  expect(exit && words(exit.message)).toContain("has not changed");
  expect(getRun(services, runId).status).toBe("failed");
});

it("ends with the reason where the folder cannot be read any more", async () => {
  const { services, folder, lines, log, following, runId } = setUp();
  appendFileSync(log, `${lines[0]}\n`);
  rmSync(folder, { recursive: true });
  await expect(following).rejects.toThrow("There is no folder");
  const exit = getRun(services, runId).stages[0]?.exit;
  expect(exit).toMatchObject({ outcome: "lost", message: { code: "imports.following-failed" } });
});
