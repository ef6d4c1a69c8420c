import { dirname, join } from "node:path";
import { type Effect, type Job, jobOf, optionOf, optionsOf } from "../job";
import { noiseOf, rounded } from "../made-up";

const shards = 12;
const shardMs = 600;
const shardRows = 128;

/** The soft-label driver: a shard and a line of figures at a time. */
export function softLabelsJob(argv: string[]): Job {
  const output = optionOf(optionsOf(argv), "output_dir", "labels");
  const effects = Array.from({ length: shards }, (_, index): Effect[] => {
    const done = index + 1;
    const figures = {
      "soft_labels/rows": done * shardRows,
      "soft_labels/tokens": done * shardRows * 21,
      "soft_labels/mass_covered": rounded(0.97 + noiseOf(0.01, "mass", index)),
      "soft_labels/tokens_per_second": rounded(3_400 + noiseOf(300, "speed", index), 1),
      "soft_labels/size_bytes": done * shardRows * 21 * 64 * 6,
      "global_step/max_steps": `${done}/${shards}`,
    };
    const shard = join(output, `labels-${String(index).padStart(5, "0")}.safetensors`);
    return [
      { atMs: done * shardMs, kind: "write", file: shard, text: `made up: shard ${index}` },
      {
        atMs: done * shardMs,
        kind: "append",
        file: join(dirname(output), "progress.jsonl"),
        text: `${JSON.stringify(figures)}\n`,
      },
    ];
  });
  return jobOf(effects.flat());
}
