import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const project = join(import.meta.dirname, "..", "..");

it("components take only types from the API, so that no server code reaches the browser", () => {
  const files = readdirSync(join(project, "components"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join("components", file));
  const offenders = files.filter((file) => {
    const imports = readFileSync(join(project, file), "utf8").match(
      /^(import|export)[^;]*from "[^"]*server\/api[^"]*"/gm,
    );
    return imports?.some((line) => !line.startsWith("import type")) ?? false;
  });
  expect(files.length).toBeGreaterThan(50);
  expect(offenders).toEqual([]);
});
