import { z } from "zod";
import { messageSchema } from "./message";
import { stageStatusSchema } from "./stage";

/** How a GGUF file holds its weights: 16 bits, or 8 or about 4.8 bits a weight in blocks with scales (`Q4_K_M`). */
export const ggufTypes = ["f16", "q8_0", "q4_k_m"] as const;
export type GgufType = (typeof ggufTypes)[number];

export const hubs = ["huggingface", "modelscope"] as const;
export type Hub = (typeof hubs)[number];

/** What becomes of a model that is taken away. */
export const exportSettingsSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("gguf"), type: z.enum(ggufTypes) }),
  z.strictObject({
    kind: z.literal("push"),
    hub: z.enum(hubs),
    /** `owner/name`; made when it is not there yet. */
    repository: z
      .string()
      .trim()
      .regex(/^[\w][\w.-]*\/[\w][\w.-]*$/, "Name it as owner/name"),
    isPrivate: z.boolean(),
  }),
]);
export type ExportSettings = z.infer<typeof exportSettingsSchema>;

/** An export of one model of a run, as it was asked for and as far as it is. */
export const modelExportSchema = z.object({
  id: z.string(),
  runId: z.string(),
  stageKey: z.string(),
  subject: z.string(),
  /** Null where what was asked for cannot be read any more. */
  settings: exportSettingsSchema.nullable(),
  status: stageStatusSchema,
  /** What it made, to be downloaded by name; empty until it has succeeded. */
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number() })),
  createdAt: z.number(),
  endedAt: z.number().nullable(),
  message: messageSchema.nullable(),
  suggestion: messageSchema.nullable(),
  /** The last lines that it wrote, when it has failed. */
  logEnd: z.array(z.string()),
});
export type ModelExport = z.infer<typeof modelExportSchema>;

/** Whether this host can write GGUF files. */
export const exportOptionsSchema = z.object({ hasGguf: z.boolean() });
