import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { MeasuredResult } from "../../../server/engines/evalscope/result";
import { type Effect, type Job, jobOf } from "../job";
import { chanceOf, noiseOf, rounded } from "../made-up";
import { readRows, readSample } from "../model";

const specSchema = z.object({
  modelName: z.string(),
  modelPath: z.string(),
  outDir: z.string(),
  datasets: z.array(z.object({ name: z.string(), path: z.string() })),
  loads: z.array(z.object({ parallel: z.number(), requests: z.number() })),
});
type Spec = z.infer<typeof specSchema>;
type Item = MeasuredResult["items"][number];

const rowSchema = z.object({ question: z.string(), answers: z.array(z.string()) });
const wrongAnswers = ["I am not sure.", "It depends.", "The the the", "In 1970", "Paris"];
const itemMs = 60;
const loadMs = 2_000;

/** The measuring driver: every held-out question, then the load test; speed follows the size of the model. */
export function measureJob(argv: string[]): Job {
  const file = /^--spec=(.*)$/.exec(argv[0] ?? "")?.[1] ?? "";
  const spec = specSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const { quality } = readSample(spec.modelPath);
  const slow = 1 + 3 * sizeShare(spec.modelName);
  const items = spec.datasets.flatMap(({ name, path }) =>
    readRows(path, rowSchema).map((row, index) => answerOf(spec, name, row, index, quality, slow)),
  );
  const phases = items.flatMap((_, index) =>
    index % 5 === 4 ? phase(index * itemMs, "quality", index + 1, items.length) : [],
  );
  const loadsAt = (items.length + 5) * itemMs;
  const loads = spec.loads.map(({ parallel, requests }) => loadOf(spec.modelName, parallel, requests, slow));
  const result: MeasuredResult = {
    items,
    loads,
    serverPeakMemoryBytes: Math.round(slow * 3e8 + noiseOf(1e7, spec.modelName)),
    serverPeakGpuMemoryBytes: null,
    sizeBytes: statSync(join(spec.modelPath, "model.safetensors"), { throwIfNoEntry: false })?.size ?? null,
    readyAfterMs: 900,
    reasons: {},
  };
  const endAt = loadsAt + loads.length * loadMs;
  return jobOf([
    ...phase(0, "serving", 0, 1),
    ...phases,
    ...loads.flatMap((_, index) => phase(loadsAt + index * loadMs, "load", index, loads.length)),
    { atMs: endAt, kind: "write", file: join(spec.outDir, "result.json"), text: JSON.stringify(result) },
    ...phase(endAt, "done", 1, 1),
  ]);
}

function phase(atMs: number, name: string, done: number, total: number): Effect[] {
  return [{ atMs, kind: "say", text: `STILLROOM_PHASE ${JSON.stringify({ phase: name, done, total })}` }];
}

/** How large a subject is beside the teacher, which its speed is made up from. */
function sizeShare(subject: string): number {
  if (subject === "teacher") return 1;
  return /-(\d+)$/.test(subject) ? 0.12 : 0.35;
}

function answerOf(
  { modelName }: Spec,
  dataset: string,
  { question, answers }: z.infer<typeof rowSchema>,
  index: number,
  quality: number,
  slow: number,
): Item {
  // Mostly the question decides, so that subjects agree on what is hard.
  const isKnown = chanceOf(question) + noiseOf(0.06, modelName, question) < quality;
  const wrong = wrongAnswers[Math.floor(chanceOf(modelName, question) * wrongAnswers.length)] ?? "";
  return {
    dataset,
    index,
    prompt: question,
    references: answers,
    answer: isKnown ? `It is ${answers[0] ?? ""}.` : wrong,
    latencyMs: rounded(90 * slow + noiseOf(20, modelName, index), 1),
    error: null,
  };
}

function loadOf(subject: string, parallel: number, requests: number, slow: number): MeasuredResult["loads"][number] {
  const around = (ms: number) => {
    const p50 = rounded(ms * slow * (1 + 0.15 * (parallel - 1)) + noiseOf(ms / 20, subject, parallel), 2);
    return { p50, p95: rounded(p50 * 1.4, 2) };
  };
  const tokensPerSecond = rounded((parallel * 80) / slow, 1);
  const times = { ttftMs: around(30), tpotMs: around(9), latencyMs: around(180) };
  return {
    parallel,
    requests,
    succeeded: requests,
    ...times,
    tokensPerSecond,
    requestsPerSecond: rounded(tokensPerSecond / 20, 2),
    outputTokens: rounded(20 + noiseOf(3, subject, "length"), 1),
    reason: null,
  };
}
