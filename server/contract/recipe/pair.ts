import { z } from "zod";

/** A folder on disk or a hub id; never starts with `-`, which argument parsers would read as an option. */
export const modelRefSchema = z
  .string()
  .trim()
  .min(1, "Give a local model folder or a hub id")
  .refine((value) => !value.startsWith("-"), "A model may not begin with '-'");

export const dtypeSchema = z.enum(["float32", "float16", "bfloat16"]);

const modelFields = {
  model: modelRefSchema,
  modelType: z.string().trim().min(1).optional(),
  template: z.string().trim().min(1).optional(),
  dtype: dtypeSchema.default("bfloat16"),
  /** Allows a model folder whose Python files the engine would execute. */
  trustRemoteCode: z.boolean().default(false),
};

/** The untouched small model that is trained. */
export const studentSchema = z.strictObject(modelFields);

/** The large model whose behaviour is distilled. */
export const teacherSchema = z.strictObject({
  ...modelFields,
  source: z.enum(["local"]).default("local"),
});

export type Student = z.infer<typeof studentSchema>;
export type Teacher = z.infer<typeof teacherSchema>;
