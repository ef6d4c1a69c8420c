import { join } from "node:path";
import { type Effect, type Job, jobOf, optionOf, optionsOf } from "../job";
import { modelFiles, readSample } from "../model";

const exportMs = 4_000;
const lostByBits: Record<string, number> = { "8": 0.01, "4": 0.04, "3": 0.12, "2": 0.3 };

/** `swift export`: the same model, smaller, and a little worse. */
export function exportJob(argv: string[]): Job {
  const options = optionsOf(argv);
  const model = optionOf(options, "model", "");
  const bits = optionOf(options, "quant_bits", "8");
  const quality = Math.max(0, readSample(model).quality - (lostByBits[bits] ?? 0));
  const files = modelFiles(model, quality, (Number(bits) * 2 ** 20) / 16);
  const output = optionOf(options, "output_dir", "model");
  const writes = Object.entries(files).map(
    ([name, text]): Effect => ({ atMs: exportMs, kind: "write", file: join(output, name), text }),
  );
  return jobOf([{ atMs: 300, kind: "say", text: `[INFO:swift] Quantizing ${model} to ${bits} bits` }, ...writes]);
}
