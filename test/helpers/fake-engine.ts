import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { emptyWeights } from "../fake-engine/weights";

const fakeSwift = resolve(import.meta.dirname, "..", "fixtures", "fake_swift.py");

export type FakeTraining = {
  lines: number;
  perSecond: number;
  failure?: string;
  torn?: boolean;
  saveEvery?: number;
};

/** An engine folder whose `swift` writes what ms-swift writes, without a model; returns its path. */
export function createFakeEngine(home: string): string {
  const bin = join(home, "fake-engine", "venv", "bin");
  mkdirSync(bin, { recursive: true });
  const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
  symlinkSync(python, join(bin, "python"));
  writeFileSync(join(bin, "swift"), `#!/bin/sh\nexec "${python}" "${fakeSwift}" "$@"\n`);
  chmodSync(join(bin, "swift"), 0o755);
  return join(home, "fake-engine");
}

/** Model folders and a data file in `home`, and a recipe that distills with them. */
export function createFakeInputs(home: string, training: FakeTraining): RecipeInput {
  for (const name of ["teacher", "student"]) {
    const folder = join(home, "models", name);
    mkdirSync(folder, { recursive: true });
    for (const file of ["config.json", "tokenizer.json"]) writeFileSync(join(folder, file), `{"of":"${name}"}`);
    writeFileSync(join(folder, "model.safetensors"), emptyWeights(16, name));
  }
  mkdirSync(join(home, "data"), { recursive: true });
  const row = {
    messages: [
      { role: "user", content: "One?" },
      { role: "assistant", content: "Yes" },
    ],
  };
  // As many as one step of the defaults takes on eight devices.
  writeFileSync(join(home, "data", "train.jsonl"), `${JSON.stringify(row)}\n`.repeat(128));
  writeFileSync(join(home, "data", "fake.json"), JSON.stringify(training));
  return {
    name: "fake",
    teacher: { model: "models/teacher" },
    student: { model: "models/student" },
    data: { train: ["data/train.jsonl"] },
    training: { tuner: "full" },
  };
}
