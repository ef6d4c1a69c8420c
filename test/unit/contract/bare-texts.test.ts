import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const contract = join(import.meta.dirname, "../../../server/contract");
const bareText = /\b(message|suggestion|reason|note|title|label|detail): z\s*\.string\(/g;

/** Fields that are bare text all the same, each with why. */
const allowed: Record<string, string> = {
  "evaluation.ts reason": "EvalScope's own words, which evaluations were stored with",
  "run.ts reason": "the reason of such an evaluation",
  "server.ts message": "what the operating system said, under a heading that has a code",
  "server.ts suggestion": "how to install the engine, for the command line",
  "share.ts title": "a name that a person gave",
  "stage.ts label": "a command's name",
  "stage.ts title": "for the command line; pages name a stage by its kind and subject",
};

it("no text for people is a bare string in the contract, so that every one has a code", () => {
  const files = readdirSync(contract, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const found = files.flatMap((file) =>
    [...readFileSync(join(contract, file), "utf8").matchAll(bareText)].map(([, field]) => `${file} ${field}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(found).toContain("share.ts title");
  expect(found.filter((field) => !(field in allowed))).toEqual([]);
});
