import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const contract = join(import.meta.dirname, "../../../server/contract");
const bareText = /\b(message|suggestion|reason|note|title|label|detail): z\s*\.string\(/g;

/** Fields that are bare text all the same, each with why. */
const allowed: Record<string, string> = {
  "server.ts message": "what the operating system said, under a heading that has a code",
  "share.ts title": "a name that a person gave",
  "stage.ts label": "a command's name",
};

it("no text for people is a bare string in the contract, so that every one has a code", () => {
  const files = readdirSync(contract, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const found = files.flatMap((file) =>
    [...readFileSync(join(contract, file), "utf8").matchAll(bareText)].map(([, field]) => `${file} ${field}`),
  );
  expect(files.length).toBeGreaterThan(30);
  expect([...new Set(found)].sort()).toEqual(Object.keys(allowed).sort());
});
