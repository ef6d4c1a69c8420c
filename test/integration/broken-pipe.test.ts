import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { stillroomEntry } from "../helpers/processes";
import { insertAttempt } from "../helpers/rows";
import { createHome, createServices } from "../helpers/services";

it("ends without a word when nobody reads its results any more", async () => {
  const home = createHome();
  const services = createServices(home);
  const directory = join(services.paths.runs, "r", "distill", "a1");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "out.log"), `${"x".repeat(99)}\n`.repeat(100_000));
  insertAttempt(services, directory);
  const child = spawn(process.execPath, [stillroomEntry, "logs", "r", "distill"], {
    env: { ...process.env, STILLROOM_HOME: home },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const [messages, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(messages).toBe("");
  expect(code).toBe(0);
});
