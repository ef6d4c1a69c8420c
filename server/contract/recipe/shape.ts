import { z } from "zod";
import { dataSchema } from "./data";
import { evaluateSchema } from "./evaluate";
import { knowledgeSchema } from "./knowledge";
import { memorySchema } from "./memory";
import { extraTeacherSchema, studentSchema, teacherSchema } from "./pair";
import { quantizeSchema } from "./quantize";
import { resourcesSchema } from "./resources";
import { serveSchema } from "./serve";
import { sweepSchema } from "./sweep";
import { trainingSchema } from "./training";

export const recipeShape = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "Give the experiment a name")
    .max(80)
    .regex(/^[A-Za-z0-9]/, "Begin the name with a letter or digit"),
  notes: z.string().max(10_000).default(""),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  teacher: teacherSchema,
  teachers: z.array(extraTeacherSchema).max(16).default([]),
  student: studentSchema,
  data: dataSchema,
  knowledge: z
    .array(knowledgeSchema)
    .min(1, "Choose at least one kind of knowledge")
    .default([
      {
        kind: "logits",
        temperature: 2,
        temperatureScale: "squared",
        alpha: 0.3,
        divergence: "forward-kl",
        jsdBeta: 0.5,
        topKTail: "bucket",
        onPolicy: 0,
        maxCompletionLength: 128,
      },
    ]),
  training: trainingSchema.prefault({}),
  memory: memorySchema.prefault({}),
  quantize: z.array(quantizeSchema).default([]),
  /** `settled`: quantisation waits until the evaluation loss has settled; `off`: it never waits. */
  quantizeGate: z.enum(["settled", "off"]).default("settled"),
  serve: serveSchema.prefault({}),
  evaluate: evaluateSchema.prefault({}),
  resources: resourcesSchema.prefault({}),
  report: z.array(z.enum(["tensorboard", "wandb", "swanlab"])).default([]),
  /** Makes several runs of the recipe, each with other values of some keys. */
  sweep: sweepSchema.optional(),
});

/** A recipe whose keys are right one by one; `recipeSchema` also looks at their combinations. */
export type RecipeShape = z.infer<typeof recipeShape>;
