import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Effect, type Job, jobOf, numberOf, optionOf, optionsOf } from "../job";
import { modelFiles, readRows, readSample } from "../model";
import { type Curve, evaluationAt, finalQuality, trainingAt } from "./curves";

const specSchema = z.object({
  trainArgv: z.array(z.string()),
  outputDir: z.string(),
  modelDir: z.string(),
});

type Training = Curve & {
  student: string;
  startStep: number;
  stepMs: number;
  saveSteps: number;
  keptCheckpoints: number;
  evalSteps: number | null;
  loggingSteps: number;
  output: string;
  modelDir: string;
};

/** The distillation driver: lines of `logging.jsonl`, checkpoints, and a whole model at the end. */
export function trainJob(argv: string[]): Job {
  const training = trainingOf(argv);
  const { student, startStep, totalSteps, stepMs, saveSteps, output } = training;
  const { failure } = readSample(student);
  const lastStep = failure === null ? totalSteps : Math.ceil(totalSteps * 0.4);
  const steps = Array.from({ length: Math.max(0, lastStep - startStep) }, (_, index) => startStep + index + 1);
  const timeOf = (step: number) => 1_500 + (step - startStep) * stepMs;
  const endMs = timeOf(lastStep) + 300;
  const effects = [
    { atMs: 0, kind: "say", text: `[INFO:swift] Loading ${student}` } satisfies Effect,
    ...steps.flatMap((step) => linesOf(training, step, timeOf(step))),
    ...steps.filter((step) => step % saveSteps === 0).flatMap((step) => saved(training, step, timeOf(step) + 50)),
  ];
  const peakBytes = 3 * 2 ** 30;
  if (failure !== null)
    return jobOf([...effects, ...said(failure, endMs)], { durationMs: endMs + 100, exitCode: 1, peakBytes });
  const end = [...checkpoint(output, totalSteps, endMs), ...summary(training, endMs), ...model(training, 1, endMs)];
  const onStop = (elapsedMs: number) => {
    const step = Math.min(totalSteps, Math.max(startStep, startStep + Math.floor((elapsedMs - 1_500) / stepMs)));
    return [...checkpoint(output, step, elapsedMs), ...model(training, step / totalSteps, elapsedMs)];
  };
  return jobOf([...effects, ...end], { peakBytes, onStop });
}

function trainingOf(argv: string[]): Training {
  const file = /^--spec=(.*)$/.exec(argv[0] ?? "")?.[1] ?? "";
  const { trainArgv, outputDir, modelDir } = specSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const options = optionsOf(trainArgv);
  const student = optionOf(options, "model", "");
  const rows = (options.get("dataset") ?? []).reduce((sum, path) => sum + readRows(path, z.unknown()).length, 0);
  const batch =
    numberOf(options, "per_device_train_batch_size", 1) * numberOf(options, "gradient_accumulation_steps", 1);
  const planned = Math.ceil((rows * numberOf(options, "num_train_epochs", 1)) / batch);
  const resumed = /checkpoint-(\d+)$/.exec(optionOf(options, "resume_from_checkpoint", ""))?.[1];
  const isEvaluated = options.has("val_dataset");
  return {
    student,
    startStep: Number(resumed ?? 0),
    totalSteps: Math.max(1, numberOf(options, "max_steps", planned)),
    epochs: numberOf(options, "num_train_epochs", 1),
    rate: numberOf(options, "learning_rate", 1e-4),
    method: optionOf(options, "rlhf_type", "sft"),
    seed: optionOf(options, "seed", "42"),
    stepMs: readSample(student).stepMs,
    saveSteps: numberOf(options, "save_steps", 50),
    keptCheckpoints: numberOf(options, "save_total_limit", Number.POSITIVE_INFINITY),
    evalSteps: isEvaluated ? numberOf(options, "eval_steps", 50) : null,
    loggingSteps: numberOf(options, "logging_steps", 5),
    output: outputDir,
    modelDir,
  };
}

function linesOf(training: Training, step: number, atMs: number): Effect[] {
  const { loggingSteps, evalSteps, totalSteps } = training;
  const lines: Record<string, unknown>[] = [];
  if (step === 1 || step % loggingSteps === 0) lines.push(trainingAt(training, step));
  if (evalSteps !== null && (step % evalSteps === 0 || step === totalSteps)) lines.push(evaluationAt(training, step));
  return lines.flatMap((values) => logged(training, { ...values, ...placeOf(training, step) }, atMs));
}

function logged({ output }: Training, record: Record<string, unknown>, atMs: number): Effect[] {
  const text = JSON.stringify(record);
  return [
    { atMs, kind: "append", file: join(output, "logging.jsonl"), text: `${text}\n` },
    { atMs, kind: "say", text },
  ];
}

function placeOf({ startStep, totalSteps, stepMs, epochs }: Training, step: number) {
  return {
    epoch: Number(((epochs * step) / totalSteps).toFixed(4)),
    "global_step/max_steps": `${step}/${totalSteps}`,
    elapsed_time: secondsText((step - startStep) * stepMs),
    remaining_time: secondsText((totalSteps - step) * stepMs),
    "train_speed(s/it)": stepMs / 1_000,
  };
}

function secondsText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m ${seconds % 60}s`;
}

function summary(training: Training, atMs: number): Effect[] {
  const { totalSteps, stepMs } = training;
  const record = { train_runtime: (totalSteps * stepMs) / 1_000, ...placeOf(training, totalSteps) };
  return logged(training, record, atMs);
}

/** A checkpoint on the way, in the place of the one that is now too many. */
function saved({ output, saveSteps, keptCheckpoints }: Training, step: number, atMs: number): Effect[] {
  const old = step - saveSteps * keptCheckpoints;
  const file = join(output, `checkpoint-${old}`);
  return [...checkpoint(output, step, atMs), ...(old > 0 ? [{ atMs, kind: "remove", file } as const] : [])];
}

/** `trainer_state.json` comes last: a checkpoint without it was cut off. */
function checkpoint(output: string, step: number, atMs: number): Effect[] {
  const folder = join(output, `checkpoint-${step}`);
  return ["config.json", "model.safetensors", "optimizer.pt", "trainer_state.json"].map((name) => ({
    atMs,
    kind: "write",
    file: join(folder, name),
    text: JSON.stringify({ madeUp: true, global_step: step }),
  }));
}

function model(training: Training, share: number, atMs: number): Effect[] {
  const { student, modelDir } = training;
  const files = modelFiles(student, finalQuality(training, readSample(student).quality, share), 2 ** 20);
  return Object.entries(files).map(([name, text]) => ({ atMs, kind: "write", file: join(modelDir, name), text }));
}

function said(words: string, atMs: number): Effect[] {
  return words.split("\n").map((text) => ({ atMs, kind: "say", text }));
}
