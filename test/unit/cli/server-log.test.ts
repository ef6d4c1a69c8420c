import { appendFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeLogLine, readServerLog } from "../../../server/cli/server-log";
import { waitFor } from "../../helpers/processes";

const line = (process: string, second: number, more: object = {}) =>
  JSON.stringify({ level: "info", time: `2026-11-26T00:00:${String(second).padStart(2, "0")}.000Z`, process, ...more });

it("shows who, when, what and how long, with the stack below", () => {
  const cause = { type: "Error", message: "first", stack: "Error: first" };
  const err = { type: "Error", message: "broken", stack: "Error: broken\n    at here", cause };
  const text = line("web", 1, { level: "error", requestId: "q1", msg: "broken", durationMs: 7, err });
  expect(describeLogLine(text)).toBe(
    "2026-11-26T00:00:01.000Z ERROR web q1 broken (7 ms)\n    Error: broken\n        at here\n    caused by Error: first",
  );
  expect(describeLogLine("torn {")).toBe("torn {");
});

it("puts the logs of web and runner in one order, older files first, and follows them", async () => {
  const logs = mkdtempSync(join(tmpdir(), "stillroom-log-"));
  mkdirSync(logs, { recursive: true });
  writeFileSync(join(logs, "web.log.1"), `${line("web", 1)}\n`);
  writeFileSync(join(logs, "web.log"), `${line("web", 4)}\n`);
  writeFileSync(join(logs, "runner.log"), `${line("runner", 2)}\n${line("runner", 5)}\n`);
  const seconds: number[] = [];
  const ending = new AbortController();
  const onLines = (lines: string[]) =>
    seconds.push(...lines.map((text) => Number(JSON.parse(text).time.slice(17, 19))));
  const reading = readServerLog(logs, { follow: true, signal: ending.signal, onLines });
  expect(seconds).toEqual([1, 2, 4, 5]);
  appendFileSync(join(logs, "runner.log"), `${line("runner", 6)}\n`);
  await waitFor("the new line", () => (seconds.length === 5 ? true : null), 5_000);
  expect(seconds.at(-1)).toBe(6);
  ending.abort();
  await reading;
});
