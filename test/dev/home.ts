import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SampleModel } from "../fake-engine/model";
import { emptyWeights } from "../fake-engine/weights";
import { mistralTokenizer, smallConfig } from "../helpers/models";

const outOfMemory = `Traceback (most recent call last):
  File "swift/trainers/trainers.py", line 412, in training_step
    loss.backward()
torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.`;

/** Folders below `models/` and how the fake engine treats them. */
const models: Record<string, Partial<SampleModel>> = {
  "sample-teacher": { quality: 0.96 },
  "sample-student": { quality: 0.06, stepMs: 250 },
  "sample-student-slow": { quality: 0.06, stepMs: 1_500 },
  "sample-student-that-fails": { quality: 0.06, stepMs: 150, failure: outOfMemory },
};

/** Makes the sample models of a home, which hold a real tokenizer and no weights worth the name. */
export function makeSampleModels(home: string): void {
  const tokenizer = JSON.stringify(mistralTokenizer());
  for (const [name, sample] of Object.entries(models)) {
    const folder = join(home, "models", name);
    if (existsSync(join(folder, "config.json"))) continue;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "tokenizer.json"), tokenizer);
    writeFileSync(join(folder, "model.safetensors"), emptyWeights(name === "sample-teacher" ? 6 * 2 ** 20 : 2 ** 20));
    writeFileSync(join(folder, "config.json"), JSON.stringify({ ...smallConfig, sample }, null, 2));
  }
}
