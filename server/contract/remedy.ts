import { z } from "zod";
import { messageSchema } from "./message";
import { recipeEditSchema } from "./run";

/** A change of a recipe that may mend a failure: recipe keys in dot form with new values; null takes a key away. */
export type Mend = { message: z.infer<typeof messageSchema>; changes: Record<string, unknown> };

/** A change that preflight has tried, with all that it changes; `savesBytes` where it is offered for its memory. */
const remedySchema = z.object({
  message: messageSchema,
  changes: z.record(z.string(), z.unknown()),
  edits: z.array(recipeEditSchema),
  savesBytes: z.number().nullable(),
});
export type Remedy = z.infer<typeof remedySchema>;

/** What mends a failed stage, the likeliest first; `reason` says why nothing can be offered. */
export const remediesSchema = z.object({ remedies: z.array(remedySchema), reason: messageSchema.nullable() });
export type Remedies = z.infer<typeof remediesSchema>;
