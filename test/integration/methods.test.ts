import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import getPort from "get-port";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { words } from "../../server/cli/language";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { listSeries } from "../../server/domain/results/metrics/series";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

const project = resolve(import.meta.dirname, "..", "..");
const installed = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
const engine = process.env.STILLROOM_ENGINE ?? join(installed, "engine");
const runTimeoutMs = 1_200_000;
const steps = 4;

let services: Services;
let runner: ChildProcess;

beforeAll(() => {
  const home = createHome();
  services = createServices(home, engine);
  mkdirSync(join(home, "models"), { recursive: true });
  for (const name of ["tiny-teacher", "tiny-student", "tiny-wide-teacher", "tiny-deep-student"])
    symlinkSync(join(installed, "models", "tiny", name), join(home, "models", name));
  writeInputs(join(home, "data"));
  // Most of a short training is the engine's start, which keeps one core busy.
  runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_CPU_SLOTS: "2" });
});

afterAll(() => endGroup(runner));

function writeInputs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const facts = readFileSync(join(project, "public", "samples", "facts-unseen.jsonl"), "utf8")
    .trim()
    .split("\n");
  const rows = facts.slice(0, 16).map((line) => {
    const { question, answers } = JSON.parse(line);
    const answer = `The answer is ${answers[0]}.`;
    return {
      question,
      answer,
      messages: [
        { role: "user", content: question },
        { role: "assistant", content: answer },
      ],
    };
  });
  const write = (name: string, content: object[]) =>
    writeFileSync(join(folder, name), `${content.map((row) => JSON.stringify(row)).join("\n")}\n`);
  write(
    "train.jsonl",
    rows.map(({ messages }) => ({ messages })),
  );
  write(
    "validation.jsonl",
    rows.slice(0, 4).map(({ messages }) => ({ messages })),
  );
  writeFileSync(join(folder, "held-out.jsonl"), `${facts.slice(20, 23).join("\n")}\n`);
  write(
    "privileged.jsonl",
    rows.map(({ messages, question, answer }) => ({ messages, teacher_prompt: `${question} (Known: ${answer})` })),
  );
}

const model = { modelType: "llama", template: "chatml", dtype: "float32" } as const;
const teacher = { model: "models/tiny-teacher", ...model };

function recipeOf(name: string, changes: Partial<RecipeInput>): RecipeInput {
  return {
    name,
    teacher,
    student: { model: "models/tiny-student", ...model },
    data: { train: ["data/train.jsonl"], maxLength: 64 },
    ...changes,
    training: {
      tuner: "full",
      maxSteps: steps,
      batchSize: 2,
      gradientAccumulation: 1,
      learningRate: 1e-3,
      saveSteps: steps,
      ...changes.training,
    },
    memory: { gradientCheckpointing: false, ...changes.memory },
  };
}

function startTeacherServer(url: string): ChildProcess {
  const program = join(engine, "venv", "bin", "python");
  const args = [join(project, "test", "fixtures", "teacher_server.py"), join(services.paths.models, "tiny-teacher")];
  return spawn(program, [...args, new URL(url).port], {
    detached: true,
    stdio: "ignore",
    env: { ...process.env, HF_HUB_OFFLINE: "1", USE_HF: "1" },
  });
}

function isUp(url: string): Promise<true | null> {
  return fetch(url).then(
    () => true as const,
    () => null,
  );
}

async function run(name: string, changes: Partial<RecipeInput>) {
  const { runId } = await createRun(services, { recipe: recipeOf(name, changes) });
  const detail = await waitFor(
    `${name} to end`,
    () => {
      const found = getRun(services, runId);
      return ["succeeded", "failed", "cancelled", "stopped"].includes(found.status) ? found : null;
    },
    runTimeoutMs,
  );
  const failed = detail.stages.find(({ exit }) => exit !== null && exit.outcome !== "succeeded");
  expect(
    failed ? [failed.key, failed.exit && words(failed.exit.message), ...(failed.exit?.logTail.slice(-5) ?? [])] : [],
  ).toEqual([]);
  const values = (key: string) =>
    listSeries(services.db, { runIds: [runId], keys: [key], points: 1000 })[0]?.points.map(
      ([, , value]) => value ?? Number.NaN,
    ) ?? [];
  return { detail, values };
}

const logits = { kind: "logits", temperature: 2, alpha: 0.3, topK: 16 } as const;
const liveRecipe: Partial<RecipeInput> = {
  data: { train: ["data/train.jsonl"], validation: ["data/validation.jsonl"], maxLength: 64 },
  knowledge: [logits],
  training: { evalSteps: 2 },
};

let startedLive: ReturnType<typeof run> | undefined;

/** The training that several tests hold others against, run once. */
function live(): ReturnType<typeof run> {
  startedLive ??= run("live", liveRecipe);
  return startedLive;
}

describe("each method trains with the real engine and shows the parts of its loss", {
  timeout: runTimeoutMs,
  concurrent: true,
}, () => {
  it("logits, hidden states and attention as one loss, through a learned projection between different widths", async () => {
    const { values, detail } = await run("inside", {
      teacher: { ...teacher, model: "models/tiny-wide-teacher" },
      data: { train: ["data/train.jsonl"], validation: ["data/validation.jsonl"], maxLength: 64 },
      knowledge: [{ ...logits, topK: undefined }, { kind: "hidden-states" }, { kind: "attention", weight: 1 }],
      memory: { attention: "eager" },
      training: { evalSteps: 2 },
    });
    const parts = ["loss_ce", "loss_kd", "loss_hidden", "loss_attn"].map(values);
    for (const part of parts) expect(part).toHaveLength(steps);
    const expected = parts[0]?.map(
      (ce, step) =>
        0.3 * ce + 0.7 * (parts[1]?.[step] ?? 0) + 0.1 * (parts[2]?.[step] ?? 0) + 1 * (parts[3]?.[step] ?? 0),
    );
    values("loss").forEach((loss, step) => {
      expect(loss / (expected?.[step] ?? 0)).toBeCloseTo(1, 4);
    });
    for (const key of ["top1_agreement", "entropy_student", "entropy_teacher", "kl_dataset", "eval_loss_hidden"])
      expect(values(key).length).toBeGreaterThan(1);
    const hidden = values("loss_hidden");
    expect(hidden.at(-1)).toBeLessThan(hidden[0] ?? 0);
    const checkpoint = join(services.paths.runs, detail.id, "distill", "a1", "output", `checkpoint-${steps}`);
    expect(readFileSync(join(checkpoint, "projections.safetensors")).length).toBeGreaterThan(1000);
    expect(() => readFileSync(join(checkpoint, "..", "..", "model", "projections.safetensors"))).toThrow();
  });

  it("attention maps have a gradient where layers are worked out twice", async () => {
    const [heavy, without] = await Promise.all([
      run("attention", {
        ...liveRecipe,
        knowledge: [logits, { kind: "attention", weight: 1000 }],
        memory: { attention: "eager", gradientCheckpointing: true },
      }),
      live(),
    ]);
    expect(heavy.values("loss_ce")[0]).toBeCloseTo(without.values("loss_ce")[0] ?? Number.NaN, 4);
    const gradients = [heavy, without].map(({ values }) => values("grad_norm")[0] ?? Number.NaN);
    expect(Math.abs((gradients[0] ?? 0) - (gradients[1] ?? 0))).toBeGreaterThan(0.005);
  });

  it("stored soft labels and a served teacher give the losses of the live one, with no teacher in the process", async () => {
    const url = `http://127.0.0.1:${await getPort({ host: "127.0.0.1" })}`;
    const server = startTeacherServer(url);
    try {
      await waitFor("the teacher server", () => isUp(url), 180_000);
      const [fromLive, cached, served] = await Promise.all([
        live(),
        run("cached", { ...liveRecipe, teacher: { ...teacher, source: "cached" } }),
        run("served", { ...liveRecipe, teacher: { ...teacher, source: "server", url } }),
      ]);
      for (const other of [cached, served]) {
        for (const key of ["loss", "loss_kd", "eval_loss"]) {
          expect(other.values(key).length).toBe(fromLive.values(key).length);
          other.values(key).forEach((value, index) => {
            expect(value).toBeCloseTo(fromLive.values(key)[index] ?? Number.NaN, 3);
          });
        }
        const distill = other.detail.stages.find(({ key }) => key === "distill");
        expect(distill?.argv.join(" ")).not.toContain("tiny-teacher");
      }
      expect(cached.values("soft_labels/mass_covered")[0]).toBeGreaterThan(0);
      expect(cached.values("soft_labels/tokens_per_second")[0]).toBeGreaterThan(0);
    } finally {
      await endGroup(server);
    }
  });

  it("on-policy logits with LoRA, evaluated on the data", async () => {
    const { values } = await run("on-policy", {
      ...liveRecipe,
      knowledge: [{ ...logits, onPolicy: 1, maxCompletionLength: 8 }],
      training: { ...liveRecipe.training, tuner: "lora", lora: { targetModules: ["all-linear"] } },
    });
    expect(values("eval_on_policy_share")).toEqual([0, 0]);
    expect(values("eval_loss_ce")).toHaveLength(2);
    expect(values("loss_kd")).toHaveLength(steps);
    expect(values("kl_on_policy")).toHaveLength(steps);
    expect(values("on_policy_share")).toEqual(Array.from({ length: steps }, () => 1));
    expect(values("loss_ce")).toEqual([]);
  });

  it.each(["dpo", "kto"] as const)("preference by %s from both models' answers", async (method) => {
    const { values } = await run(method, {
      knowledge: [{ kind: "preference", method, maxTokens: 8, temperature: 1, truncated: "keep" }],
    });
    expect(values("loss")).toHaveLength(steps);
    expect(values("rewards/chosen").length).toBeGreaterThanOrEqual(3);
  });

  it("policy: the teacher's log-ratio as advantage", async () => {
    const { values } = await run("policy", {
      knowledge: [{ kind: "policy", generations: 2, maxCompletionLength: 6 }],
    });
    expect(values("teacher_kl")).toHaveLength(steps);
  });

  it("self-distillation from a privileged prompt, QLoRA", async () => {
    const { values } = await run("self", {
      teacher: { model: "models/tiny-student", ...model, source: "self" },
      data: { train: ["data/privileged.jsonl"], maxLength: 64 },
      knowledge: [{ ...logits, topK: undefined }],
      training: { tuner: "qlora" },
    });
    expect(values("loss_kd")).toHaveLength(steps);
    expect(Math.max(...values("loss_kd"))).toBeGreaterThan(0);
  });

  it("GaLore leaves AdamW's path from the same start", async () => {
    const [galore, adamw] = await Promise.all([
      run("galore", { ...liveRecipe, memory: { galore: { rank: 8 } } }),
      live(),
    ]);
    const [projected, whole] = [galore.values("loss"), adamw.values("loss")];
    expect([projected.length, whole.length]).toEqual([steps, steps]);
    expect(projected[0]).toBeCloseTo(whole[0] ?? Number.NaN, 5);
    expect(Math.abs((projected.at(-1) ?? 0) - (whole.at(-1) ?? 0))).toBeGreaterThan(1e-3);
  });

  it("exports by GPTQ and BNB are measured beside the student", async () => {
    const { detail } = await run("quantised", {
      student: { model: "models/tiny-deep-student", ...model },
      data: {
        train: ["data/train.jsonl"],
        maxLength: 64,
        evaluation: [{ name: "held-out", path: "data/held-out.jsonl" }],
      },
      knowledge: [{ kind: "answers", maxTokens: 8, temperature: 1, truncated: "keep" }],
      quantize: [
        { method: "gptq", bits: 4, groupSize: 32, samples: 8 },
        { method: "bnb", bits: 4 },
      ],
      evaluate: {
        subjects: ["student", "student-gptq-4", "student-bnb-4"],
        generation: { maxTokens: 8 },
        load: { requests: 2 },
      },
    });
    const measured = detail.evaluations.map(({ subject, scores, sizeBytes }) => ({
      subject,
      items: scores["answer-match"]?.n,
      isSmaller: (sizeBytes ?? 0) < (detail.evaluations[0]?.sizeBytes ?? 0),
    }));
    expect(measured).toEqual([
      { subject: "student", items: 3, isSmaller: false },
      { subject: "student-gptq-4", items: 3, isSmaller: true },
      { subject: "student-bnb-4", items: 3, isSmaller: true },
    ]);
  });
});
