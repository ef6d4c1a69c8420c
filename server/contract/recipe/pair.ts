import { z } from "zod";
import { dataRefSchema } from "./data";

/** A folder on disk or a hub id; never starts with `-`, which argument parsers would read as an option. */
export const modelRefSchema = z
  .string()
  .trim()
  .min(1, "Give a local model folder or a hub id")
  .refine((value) => !value.startsWith("-"), "A model may not begin with '-'");

/** `auto`: what the device that trains computes in; the recipe that runs names it. */
export const dtypeSchema = z.enum(["auto", "float32", "float16", "bfloat16"]);
export type Dtype = z.infer<typeof dtypeSchema>;
export type LoadedDtype = Exclude<Dtype, "auto">;

const modelFields = {
  model: modelRefSchema,
  modelType: z.string().trim().min(1).optional(),
  template: z.string().trim().min(1).optional(),
  dtype: dtypeSchema.default("auto"),
  /** Allows a model folder whose Python files the engine would execute. */
  trustRemoteCode: z.boolean().default(false),
};

/** The untouched small model that is trained. */
export const studentSchema = z.strictObject(modelFields);

/**
 * Where the teacher's knowledge comes from during training. `local`: loaded beside the student; `server`: asked at `url`;
 * `cached`: soft labels made once, no teacher in memory; `self`: the untouched student with a privileged `teacher_prompt`.
 */
export const teacherSourceSchema = z.enum(["local", "server", "cached", "self"]);
export type TeacherSource = z.infer<typeof teacherSourceSchema>;

const teacherUrlSchema = z.url({ protocol: /^https?$/, error: "Give an http or https address" });

/** The large model whose behaviour is distilled. */
export const teacherSchema = z.strictObject({
  ...modelFields,
  source: teacherSourceSchema.default("local"),
  /** Address of a teacher server (`swift deploy` with vLLM); needed for `source: server`. */
  url: teacherUrlSchema.optional(),
  adapters: z.array(modelRefSchema).default([]),
  /** Rows with one of these tags go to this teacher, where several are served. */
  tags: z.array(z.string().trim().min(1)).default([]),
});

const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "Use lower-case letters, digits and dashes");

/** One more teacher with data sets of its own, which only this one labels or answers; where it is served, its tags choose the rows. */
export const extraTeacherSchema = z.strictObject({
  ...modelFields,
  name: slugSchema,
  train: z.array(dataRefSchema).default([]),
  url: teacherUrlSchema.optional(),
  tags: z.array(z.string().trim().min(1)).default([]),
});

export type Student = z.infer<typeof studentSchema>;
export type Teacher = z.infer<typeof teacherSchema>;
export type ExtraTeacher = z.infer<typeof extraTeacherSchema>;
