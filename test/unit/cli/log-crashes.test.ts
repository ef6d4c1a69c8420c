import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { logCrashes } from "../../../server/cli/log-crashes";
import { logPath } from "../../../server/platform/logger/logger";
import { createServices } from "../../helpers/services";

it("notes what ends a process that nobody foresaw", () => {
  const { paths } = createServices();
  const before = process.listeners("uncaughtExceptionMonitor");
  logCrashes(paths, "runner");
  const added = process.listeners("uncaughtExceptionMonitor").filter((listener) => !before.includes(listener));
  for (const listener of added) {
    listener(new TypeError("broken"), "uncaughtException");
    process.off("uncaughtExceptionMonitor", listener);
  }
  const lines = readFileSync(logPath(paths.logs, "runner"), "utf8").trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: "info", msg: "stillroom runner has begun" }),
    expect.objectContaining({
      level: "fatal",
      msg: "TypeError: broken",
      err: expect.objectContaining({ stack: expect.stringContaining("log-crashes.test.ts") }),
    }),
  ]);
});
