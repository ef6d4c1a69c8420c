import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { loggerOf, logPath } from "../../../../server/platform/logger/logger";
import { rolledFiles, rollingFile } from "../../../../server/platform/logger/rolling-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stillroom-log-"));
});

const numbersIn = (path: string) => readFileSync(path, "utf8").trim().split("\n").map(Number);

it("writes JSON lines with level, time, what they are about, and the stack of an error", () => {
  const logger = loggerOf(folder, "runner");
  logger.info({ attemptId: "s.a1", durationMs: 12 }, "Ended");
  logger.error({ err: new TypeError("broken") }, "broken");
  logger.debug("not asked for");
  const lines = readFileSync(logPath(folder, "runner"), "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "info", process: "runner", attemptId: "s.a1", durationMs: 12, msg: "Ended" }),
    expect.objectContaining({
      level: "error",
      err: expect.objectContaining({ type: "TypeError", stack: expect.stringContaining("logger.test.ts") }),
    }),
  ]);
  expect(Date.parse(JSON.parse(lines[0] ?? "").time)).toBeCloseTo(Date.now(), -5);
});

it("begins a new file when one has become too long, and keeps the last ones in order", () => {
  const path = join(folder, "x.log");
  const { write } = rollingFile(path, { maxBytes: 40, keptFiles: 3 });
  for (let number = 100; number < 160; number++) write(`${number}\n`);
  const files = rolledFiles(path);
  expect(files.flatMap(numbersIn)).toEqual(Array.from({ length: 40 }, (_, index) => 120 + index));
  for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(40);
  if (process.platform !== "win32") expect(statSync(path).mode & 0o077).toBe(0);
});

it("takes a line that is longer than a file may be, and keeps silent where nothing can be written", () => {
  const path = join(folder, "x.log");
  rollingFile(path, { maxBytes: 10, keptFiles: 1 }).write(`${"x".repeat(50)}\n`);
  expect(statSync(path).size).toBe(51);
  rollingFile(join(path, "below a file", "y.log")).write("lost\n");
});

it.runIf(process.platform === "linux")("keeps silent while the disk is full, and goes on once there is room", () => {
  const path = logPath(folder, "web");
  symlinkSync("/dev/full", path);
  const logger = loggerOf(folder, "web");
  logger.error("lost");
  rmSync(path);
  logger.error("kept");
  expect(readFileSync(path, "utf8")).toMatch(/"msg":"kept"/);
});

it("keeps nothing that opens a door", () => {
  const logger = loggerOf(folder, "web");
  const secrets = ["hf_abcdefghijkl", "0123456789abcdefghijkmnpqrstuvwx", "s3cret"];
  const [hub, share, other] = secrets;
  const request = { headers: { authorization: `Bearer ${other}` } };
  const err = Object.assign(new Error(`GET /s/${share} with Authorization: Bearer ${other} failed`), { request });
  err.cause = new Error(`HF_TOKEN=${hub} {"token":"${other}"}, 4 tokens: fine`);
  logger.error({ err }, `token: ${other}`);
  const text = readFileSync(logPath(folder, "web"), "utf8");
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(JSON.parse(text).err.cause.message).toContain("4 tokens: fine");
});
