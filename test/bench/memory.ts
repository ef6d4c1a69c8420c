import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolvePaths } from "../../server/platform/paths";

/**
 * Peak resident memory of real trainings of the demo pair, one JSON line each: the figures behind
 * `public/docs/memory-estimate.md`. `npx tsx test/bench/memory.ts [part of a name …]`; needs the engine and the demo models.
 */
type Case = {
  name: string;
  tuner: "full" | "lora";
  batchSize: number;
  length: number;
  teacher: boolean;
  checkpointing: boolean;
  variant: keyof typeof variants;
};

/** What a case changes beside size, tuner and teacher, as flags that come last and win. */
const variants = {
  plain: "",
  jsd: "--beta 0.5",
  "reverse-kl": "--beta 1",
  "top-k": "--gkd_logits_topk 64",
  accumulated: "--gradient_accumulation_steps 2",
  eager: "--attn_impl eager",
  galore: "--use_galore true --galore_rank 128 --galore_update_proj_gap 50",
};

const paths = resolvePaths();
const folder = mkdtempSync(join(tmpdir(), "stillroom-memory-"));
const wanted = process.argv.slice(2);
const sampleMs = 200;
const pageBytes = 4096;
/** What chatml puts around "Count" and the answer. */
const templateTokens = 12;

const cases: Case[] = [true, false].flatMap((teacher) =>
  (["full", "lora"] as const).flatMap((tuner) =>
    [1, 8].flatMap((batchSize) =>
      [128, 512].map((length) => caseOf({ tuner, batchSize, length, teacher, checkpointing: true })),
    ),
  ),
);
cases.push(
  caseOf({ tuner: "full", batchSize: 8, length: 128, teacher: true, checkpointing: false }),
  caseOf({ tuner: "full", batchSize: 8, length: 128, teacher: false, checkpointing: false }),
  caseOf({ tuner: "full", batchSize: 4, length: 512, teacher: false, checkpointing: false }),
  caseOf({ tuner: "full", batchSize: 2, length: 512, teacher: true, checkpointing: true }, "jsd"),
  caseOf({ tuner: "full", batchSize: 2, length: 512, teacher: true, checkpointing: true }, "reverse-kl"),
  caseOf({ tuner: "full", batchSize: 2, length: 512, teacher: true, checkpointing: true }, "top-k"),
  caseOf({ tuner: "full", batchSize: 2, length: 512, teacher: true, checkpointing: true }, "accumulated"),
  caseOf({ tuner: "lora", batchSize: 2, length: 512, teacher: false, checkpointing: false }, "eager"),
  caseOf({ tuner: "full", batchSize: 1, length: 128, teacher: false, checkpointing: true }, "galore"),
);

function caseOf(settings: Omit<Case, "name" | "variant">, variant: Case["variant"] = "plain"): Case {
  const { tuner, batchSize, length, teacher, checkpointing } = settings;
  const source = teacher ? "teacher" : "alone";
  const name = [
    `${tuner}-${batchSize}x${length}-${source}`,
    checkpointing ? "" : "kept",
    variant === "plain" ? "" : variant,
  ];
  return { ...settings, variant, name: name.filter(Boolean).join("-") };
}

/** Rows of exactly `length` tokens under the template chatml: GKD neither cuts longer rows nor keeps them. */
function writeRows(length: number): string {
  const file = join(folder, `rows-${length}.jsonl`);
  const answer = Array.from({ length: length - templateTokens }, () => " the").join("");
  const row = {
    messages: [
      { role: "user", content: "Count" },
      { role: "assistant", content: answer.trim() },
    ],
  };
  writeFileSync(file, `${JSON.stringify(row)}\n`.repeat(64));
  return file;
}

function argvOf({ name, tuner, batchSize, length, teacher, checkpointing, variant }: Case): string[] {
  const model = (flag: string, folderName: string) => [
    `--${flag}`,
    join(paths.models, folderName),
    `--${flag}_type`,
    "llama",
  ];
  const distillation = [
    ...model("teacher_model", "SmolLM2-135M-Instruct"),
    ..."--rlhf_type gkd --lmbda 0 --beta 0 --temperature 2 --sft_alpha 0.428571".split(" "),
  ];
  const lora = "--lora_rank 8 --lora_alpha 32 --target_modules all-linear".split(" ");
  return [
    join(paths.engine, "venv", "bin", "swift"),
    teacher ? "rlhf" : "sft",
    ...model("model", "SmolLM2-10-layers"),
    ...(teacher ? distillation : []),
    ...(tuner === "lora" ? lora : []),
    ...`--tuner_type ${tuner} --template chatml --torch_dtype float32 --attn_impl sdpa`.split(" "),
    ...`--gradient_checkpointing ${checkpointing} --per_device_train_batch_size ${batchSize}`.split(" "),
    ...`--max_length ${length} --max_steps 3 --gradient_accumulation_steps 1`.split(" "),
    ..."--logging_steps 1 --eval_strategy no --split_dataset_ratio 0 --report_to none --add_version false".split(" "),
    ...["--dataset", writeRows(length), "--output_dir", join(folder, name)],
    ...variants[variant].split(" ").filter(Boolean),
  ];
}

/** Resident bytes of every process below `root`, by pid; pages that processes share count once for each. */
function readTree(root: number): Map<number, number> {
  const table = new Map<number, { parent: number; bytes: number }>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const fields = statFields(Number(entry));
    if (fields) table.set(Number(entry), { parent: Number(fields[1]), bytes: Number(fields[21]) * pageBytes });
  }
  const isBelow = (pid: number): boolean => pid === root || isBelowParent(table.get(pid)?.parent);
  const isBelowParent = (parent: number | undefined): boolean => parent !== undefined && isBelow(parent);
  return new Map([...table].filter(([pid]) => isBelow(pid)).map(([pid, { bytes }]) => [pid, bytes]));
}

function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

async function measure(entry: Case): Promise<void> {
  const [command = "", ...args] = argvOf(entry);
  mkdirSync(join(folder, entry.name), { recursive: true });
  const log = openSync(join(folder, `${entry.name}.log`), "w");
  const env = { ...process.env, HF_HUB_OFFLINE: "1", USE_HF: "1", TOKENIZERS_PARALLELISM: "false" };
  const startedAt = Date.now();
  const child = spawn(command, args, { cwd: folder, env, stdio: ["ignore", log, log] });
  const peak: { bytes: number; processes: number[] } = { bytes: 0, processes: [] };
  const timer = setInterval(() => {
    const sizes = [...readTree(child.pid ?? -1).values()];
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > peak.bytes) Object.assign(peak, { bytes, processes: sizes });
  }, sampleMs);
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearInterval(timer);
  rmSync(join(folder, entry.name), { recursive: true, force: true });
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  process.stdout.write(
    `${JSON.stringify({ ...entry, exitCode, seconds, peakBytes: peak.bytes, processes: peak.processes })}\n`,
  );
}

for (const entry of cases) {
  if (wanted.length === 0 || wanted.some((part) => entry.name.includes(part))) await measure(entry);
}
