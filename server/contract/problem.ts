import { z } from "zod";
import { messageSchema } from "./message";

/** One thing wrong with a recipe or its inputs. `field` is the recipe key in dot form, `line` a 1-based line of a data file. */
export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  field: z.string().nullable(),
  line: z.number().int().nullable(),
  message: messageSchema,
  suggestion: messageSchema.nullable(),
});
export type Problem = z.infer<typeof problemSchema>;
