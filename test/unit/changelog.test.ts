import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const project = join(import.meta.dirname, "..", "..");
const read = (...path: string[]) => readFileSync(join(project, ...path), "utf8");
const versioned = z.looseObject({ version: z.string() });

describe("changelog", () => {
  const headings = [...read("CHANGELOG.md").matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
  const [first, ...released] = headings;
  const versions = released.map((heading) => /^\[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/.exec(heading)?.[1]);

  it("begins with what is unreleased, then has versions with their days, newest first", () => {
    expect(first).toBe("[Unreleased]");
    expect(versions).not.toContain(undefined);
    expect(versions.toSorted((a = "", b = "") => b.localeCompare(a, "en", { numeric: true }))).toEqual(versions);
  });

  it.each(["package.json", "package-lock.json"])("has the version of %s as its newest", (file) => {
    expect(versioned.parse(JSON.parse(read(file))).version).toBe(versions[0]);
  });
});

describe("decisions", () => {
  const names = readdirSync(join(project, "public", "docs", "decisions")).filter((name) => name !== "README.md");

  it.each(names)("%s has its three parts in at most 40 lines, and is linked", (name) => {
    const text = read("public", "docs", "decisions", name);
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, part]) => part)).toEqual(["Context", "Decision", "Consequences"]);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
    expect(read("public", "docs", "decisions", "README.md")).toContain(`(${name})`);
    expect(read("CONTRIBUTING.md")).toContain(`(public/docs/decisions/${name})`);
  });
});
