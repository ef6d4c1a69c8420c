import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { findInput, listInputs } from "../../../../../server/domain/placement/ingest/inputs";
import type { Paths } from "../../../../../server/platform/paths";
import { createHome, createServices } from "../../../../helpers/services";

let paths: Paths;
let directory: string;
let model: string;

function write(...path: string[]): string {
  const file = join(...path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "x");
  return file;
}

beforeEach(() => {
  const home = realpathSync(createHome());
  paths = createServices(home).paths;
  directory = join(home, "runs", "r", "distill", "a1");
  model = join(home, "models", "student");
  write(directory, "recipe", "loss.json");
  write(model, "config.json");
  const data = write(home, "data", "train.jsonl");
  writeFileSync(join(directory, "plan.json"), JSON.stringify({ inputs: [`${model}/`, data, join(home, "missing")] }));
});

it("finds every file that it lists", () => {
  const listed = listInputs(paths, directory).map(({ path }) => path);
  expect(listed).toEqual(
    expect.arrayContaining([
      join(directory, "plan.json"),
      join(model, "config.json"),
      join(paths.home, "data", "train.jsonl"),
    ]),
  );
  for (const path of listed) expect(findInput(paths, directory, path), path).toBe(realpathSync(path));
});

it("finds nothing that it does not list", () => {
  const others = [
    write(directory, "lock"),
    write(model, ".cache", "config.json"),
    write(model, "__pycache__", "model.pyc"),
    write(paths.home, "models", "student-2", "config.json"),
    join(paths.project, "package.json"),
    model,
    join(model, "missing"),
    `${model}/../student/config.json`,
    `${directory}/../../../../data/train.jsonl`,
    "config.json",
    "",
  ];
  const listed = listInputs(paths, directory).map(({ path }) => path);
  for (const path of others) {
    expect(listed).not.toContain(path);
    expect(findInput(paths, directory, path), path).toBeNull();
  }
});
