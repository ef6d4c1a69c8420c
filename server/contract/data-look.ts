import { z } from "zod";
import { messageSchema } from "./message";

/** How rows of a file say what was asked and answered; `unknown` needs `data.columns`. */
export const dataFormats = [
  "messages",
  "sharegpt",
  "preference",
  "alpaca",
  "query-response",
  "prompt-completion",
  "questions",
  "prompt-only",
  "text",
  "unknown",
] as const;
export type DataFormat = (typeof dataFormats)[number];

/** How a file holds its rows. */
export const dataContainers = ["jsonl", "json", "csv", "tsv", "parquet", "text"] as const;
export type DataContainer = (typeof dataContainers)[number];

/** How a file's text is written; Parquet has none of its own. `latin1` is named and not decoded. */
export const dataEncodings = ["utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030", "latin1"] as const;
export type DataEncoding = (typeof dataEncodings)[number];

/** What a column may hold for a row. */
export const columnRoles = [
  "messages",
  "system",
  "prompt",
  "input",
  "answer",
  "rejected",
  "label",
  "history",
  "text",
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Which column holds what; roles that no column has are left out. */
export const dataMappingSchema = z.partialRecord(z.enum(columnRoles), z.string());
export type DataMapping = z.infer<typeof dataMappingSchema>;

const turnSchema = z.looseObject({ role: z.string(), content: z.unknown() });

/** A training row as the engine reads it; columns that have no part in it are kept. */
export const trainingRowSchema = z.looseObject({
  messages: z.array(turnSchema),
  rejected_response: z.string().optional(),
  label: z.boolean().optional(),
  teacher_prompt: z.string().optional(),
  dataset: z.string().optional(),
});

/** A held-out row: one question, and the answers that count as right. */
export const heldOutRowSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string(),
  answers: z.array(z.string()),
});

/** Rows of a file with the same fault: how many, and the first of their lines (rows where the file has no lines). */
export const dataProblemSchema = z.object({
  message: messageSchema,
  count: z.number().int(),
  firstLines: z.array(z.number().int()),
  /** Nothing can be read for it; other rows can be left out. */
  isFatal: z.boolean(),
});
export type DataProblem = z.infer<typeof dataProblemSchema>;

/** A column of the file: in how many of the rows that were looked at it holds something, and the beginning of its first value. */
export const dataColumnSchema = z.object({ name: z.string(), filled: z.number().int(), example: z.string() });
export type DataColumn = z.infer<typeof dataColumnSchema>;

/** What a data file holds, from one reading of all of it. */
export const dataLookSchema = z.object({
  format: z.enum(dataFormats),
  container: z.enum(dataContainers),
  /** Null for Parquet. */
  encoding: z.enum(dataEncodings).nullable(),
  compression: z.string().nullable(),
  sizeBytes: z.number().int(),
  rows: z.number().int(),
  goodRows: z.number().int(),
  columns: z.array(dataColumnSchema),
  mapping: dataMappingSchema,
  /** The first three rows in the normal form. */
  sample: z.array(z.union([trainingRowSchema, heldOutRowSchema])),
  problems: z.array(dataProblemSchema),
  /** SHA-256 of the file's bytes; null where it could not be read to its end. */
  digest: z.string().nullable(),
  /** Whether the engine is given the file as it is. */
  isNormal: z.boolean(),
});
export type DataLook = z.infer<typeof dataLookSchema>;

/** What a look at a file that a recipe names gives, or why there is none; `isOutside` where allowing its folder would mend it. */
export const dataLookAnswerSchema = z.union([
  z.object({ look: dataLookSchema, problem: z.null() }),
  z.object({ look: z.null(), problem: z.object({ message: messageSchema, isOutside: z.boolean() }) }),
]);
