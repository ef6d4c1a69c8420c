import { z } from "zod";
import { dataSchema } from "./data";
import { evaluateSchema } from "./evaluate";
import { knowledgeSchema } from "./knowledge";
import { memorySchema } from "./memory";
import { studentSchema, teacherSchema } from "./pair";
import { quantizeSchema } from "./quantize";
import { resourcesSchema } from "./resources";
import { serveSchema } from "./serve";
import { trainingSchema } from "./training";

/** The immutable definition of an experiment; see `public/recipe.schema.json` for the published form. */
export const recipeSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, "Give the experiment a name")
      .max(80)
      .regex(/^[A-Za-z0-9]/, "Begin the name with a letter or digit"),
    notes: z.string().max(10_000).default(""),
    tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
    teacher: teacherSchema,
    student: studentSchema,
    data: dataSchema,
    knowledge: z
      .array(knowledgeSchema)
      .min(1, "Choose at least one kind of knowledge")
      .default([
        {
          kind: "logits",
          temperature: 2,
          alpha: 0.3,
          divergence: "forward-kl",
          jsdBeta: 0.5,
          onPolicy: 0,
          maxCompletionLength: 128,
        },
      ]),
    training: trainingSchema.prefault({}),
    memory: memorySchema.prefault({}),
    quantize: z.array(quantizeSchema).default([]),
    serve: serveSchema.prefault({}),
    evaluate: evaluateSchema.prefault({}),
    resources: resourcesSchema.prefault({}),
    report: z.array(z.enum(["tensorboard"])).default([]),
  })
  .superRefine((recipe, context) => {
    const issue = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    const seen = new Set<string>();
    recipe.knowledge.forEach((knowledge, index) => {
      if (seen.has(knowledge.kind)) issue(["knowledge", index, "kind"], `'${knowledge.kind}' is listed twice`);
      seen.add(knowledge.kind);
    });
    const names = new Set<string>();
    recipe.data.evaluation.forEach((set, index) => {
      if (names.has(set.name)) issue(["data", "evaluation", index, "name"], `'${set.name}' is listed twice`);
      names.add(set.name);
    });
    const quantized = new Set<string>();
    recipe.quantize.forEach((entry, index) => {
      const key = `${entry.method}-${entry.bits}`;
      if (quantized.has(key)) issue(["quantize", index], `'${key}' is listed twice`);
      quantized.add(key);
    });
  });

export type Recipe = z.infer<typeof recipeSchema>;
export type RecipeInput = z.input<typeof recipeSchema>;
