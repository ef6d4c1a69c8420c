import { z } from "zod";
import { columnRoles } from "../data-look";

/** A data file or a hub data set id; never starts with `-`. */
export const dataRefSchema = z
  .string()
  .trim()
  .min(1, "Give a data file or a hub data set id")
  .refine((value) => !value.startsWith("-"), "A data set may not begin with '-'");

/** A held-out set; its name labels the scores in Compare. */
export const evaluationSetSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, "Use lower-case letters, digits and dashes"),
  path: dataRefSchema,
  format: z.enum(["qa"]).default("qa"),
});

/** Names of columns by what they hold, for files whose columns are not recognised by their names. */
const dataColumnsSchema = z.partialRecord(z.enum(columnRoles), z.string().trim().min(1, "Give the name of a column"));

export const dataSchema = z.strictObject({
  train: z.array(dataRefSchema).min(1, "Give at least one training file"),
  validation: z.array(dataRefSchema).default([]),
  evaluation: z.array(evaluationSetSchema).default([]),
  columns: dataColumnsSchema.optional(),
  badRows: z.enum(["refuse", "leaveOut"]).default("refuse"),
  maxLength: z.int().min(8).max(1_048_576).default(2048),
  seed: z.int().min(0).default(42),
});
