import type { RecipeInput } from "../../server/contract/recipe/recipe";

const notes = "Made up by the fake engine of development: no model was trained, and no number was measured.";

const training: RecipeInput["training"] = {
  tuner: "full",
  epochs: 2,
  batchSize: 4,
  gradientAccumulation: 1,
  learningRate: 3e-4,
  loggingSteps: 1,
  saveSteps: 50,
  keepCheckpoints: 2,
};

/** What every sample run has in common: the project's own questions, on the CPU. */
function sample(name: string, changes: Partial<RecipeInput> = {}): RecipeInput {
  return {
    name: `Sample: ${name}`,
    notes,
    tags: ["sample"],
    teacher: { model: "models/sample-teacher" },
    student: { model: "models/sample-student" },
    data: {
      train: ["public/samples/facts-train.jsonl"],
      evaluation: [
        { name: "facts-reworded", path: "public/samples/facts-reworded.jsonl" },
        { name: "facts-unseen", path: "public/samples/facts-unseen.jsonl" },
      ],
      maxLength: 128,
    },
    knowledge: [
      { kind: "answers", maxTokens: 24 },
      { kind: "logits", temperature: 2, alpha: 0.6, divergence: "forward-kl" },
    ],
    training,
    quantize: [{ method: "bnb", bits: 4 }],
    evaluate: { load: { parallel: [1, 4], requests: 8 } },
    resources: { executor: "local", gpus: 0 },
    ...changes,
  };
}

const student = (model: string) => ({ model: `models/${model}` });

/** Runs of the past, which have ended when the page is opened first. */
export const pastRecipes = {
  succeeded: sample("answers and logits"),
  failed: sample("out of memory", { student: student("sample-student-that-fails") }),
  sweep: sample("learning rates", {
    quantize: [],
    evaluate: { subjects: ["student"], load: { parallel: [1], requests: 4 } },
    sweep: { "training.learningRate": [1e-4, 3e-4, 1e-3] },
  }),
} as const;

/** Runs that the runner finds waiting when it starts. */
export const presentRecipes = {
  running: sample("a long training", {
    student: student("sample-student-slow"),
    training: { ...training, epochs: 4, batchSize: 2, learningRate: 1e-4 },
  }),
  held: sample("held in the queue", {
    quantize: [],
    training: { ...training, epochs: 1, learningRate: 5e-4 },
  }),
} as const;
