import { z } from "zod";
import { messageSchema } from "./message";

/** A stretch of a row whose tokens are alike: learned or only read, special or text. */
export const segmentSchema = z.object({
  text: z.string(),
  /** How much of a long text is left out in its middle. */
  cutCharacters: z.int(),
  tokens: z.int(),
  isLearned: z.boolean(),
  isSpecial: z.boolean(),
});
export type Segment = z.infer<typeof segmentSchema>;

export const templatedRowSchema = z.object({
  segments: z.array(segmentSchema),
  tokens: z.int(),
  learnedTokens: z.int(),
  /** Why the template refuses the row, in the words of ms-swift. */
  problem: z.string().nullable(),
});

/** Rows as ms-swift's own template makes tokens of them; null with the reason where it could not be asked. */
export const templatedSchema = z.union([
  z.object({ template: z.string(), rows: z.array(templatedRowSchema), reason: z.null() }),
  z.object({ template: z.null(), rows: z.null(), reason: messageSchema }),
]);
export type Templated = z.infer<typeof templatedSchema>;
