import { z } from "zod";
import { type Message, messageSchema } from "./message";

/** One thing wrong with a recipe or its inputs. `field` is the recipe key in dot form, `line` a 1-based line of a data file. */
export const problemSchema = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning"]),
  field: z.string().nullable(),
  line: z.number().int().nullable(),
  message: messageSchema,
  suggestion: messageSchema.nullable(),
  /** What mends it, as recipe keys in dot form with their new values (null takes one away); left out where no change of the recipe does. */
  changes: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A problem of one field of a recipe, whatever any file holds. */
export function fieldProblem(
  severity: Problem["severity"],
  code: string,
  field: string,
  said: Message,
  suggestion: Message | null,
): Problem {
  return { code, severity, field, line: null, message: said, suggestion };
}
