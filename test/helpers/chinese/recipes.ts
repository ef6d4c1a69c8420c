import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pastRecipes } from "../../dev/sample-recipes";

const base = pastRecipes.succeeded;
const asLogits = { kind: "logits", temperature: 0.5, alpha: 0.95, divergence: "forward-kl" };

/** Recipes by what they are for: each brings up problems, advice or broken rules beside the form. `home`: where bad files are put. */
export function tellingRecipes(home: string): Record<string, object> {
  const write = (name: string, text: string) => {
    const file = join(home, name);
    writeFileSync(file, text);
    return file;
  };
  const data = (train: string[], evaluation: { name: string; path: string }[] = []) => ({
    ...base.data,
    train,
    evaluation,
  });
  return {
    "as it is": base,
    "no files": { ...base, data: data(["nowhere.jsonl"], [{ name: "x", path: "/etc/passwd" }]) },
    "a hub's files": { ...base, data: data(["owner/data"]), teacher: { model: "owner/teacher" } },
    "an empty file": { ...base, data: data([write("empty.jsonl", "")]) },
    "bad lines": { ...base, data: data([write("bad.jsonl", '{"messages": 3}\n{"mess\n')]) },
    "no answers": {
      ...base,
      knowledge: [{ kind: "logits" }],
      data: data([write("asked.jsonl", '{"messages": [{"role": "user", "content": "One?"}]}\n')]),
    },
    leaks: { ...base, data: data(["public/samples/facts-reworded.jsonl"], base.data.evaluation) },
    "no models": { ...base, teacher: { model: "models/none" }, student: { model: "models/empty" } },
    "GPUs that are not there": {
      ...base,
      resources: { executor: "local", gpus: 4 },
      memory: { deepspeed: "zero2", attention: "flash-attention-2" },
      quantize: [
        { method: "awq", bits: 4 },
        { method: "gptq", bits: 4, groupSize: 100 },
      ],
      serve: { engine: "vllm" },
    },
    preferences: { ...base, knowledge: [{ kind: "preference", method: "dpo" }] },
    "good and bad": { ...base, knowledge: [{ kind: "preference", method: "kto" }] },
    "a silent server": {
      ...base,
      teacher: { ...base.teacher, source: "server", url: "http://127.0.0.1:9" },
      knowledge: [{ kind: "logits", topK: 20 }],
    },
    "cold and hard": { ...base, name: "Sample: polite and safe", knowledge: [asLogits] },
    hot: { ...base, knowledge: [{ ...asLogits, temperature: 9, alpha: 0.5 }], evaluate: { quantizeGate: false } },
    "stored labels": { ...base, teacher: { ...base.teacher, source: "cached" }, knowledge: [{ kind: "logits" }] },
    "a cluster": { ...base, resources: { executor: "slurm", gpus: 8, nodes: 2 } },
    "a sweep": { ...base, sweep: { "training.learningRate": [1e-4, 3e-4], "training.epochs": [1, 2] } },
    "unknown keys": { ...base, training: { ...base.training, rate: 3, epochs: "many", batchSize: -1 } },
    "broken rules": {
      ...base,
      knowledge: [{ kind: "preference" }, { kind: "logits" }, { kind: "attention" }],
      memory: { liger: true, deepspeed: "zero3", sequenceParallel: 4 },
    },
    "a sweep that is refused": { ...base, sweep: { "training.learningRate": [-1], "training.none": [1] } },
  };
}
