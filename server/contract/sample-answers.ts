import { z } from "zod";

/** What a student answered to a few fixed prompts while it was trained. */
export const sampleAnswersSchema = z.object({
  prompts: z.array(
    z.object({
      prompt: z.string(),
      /** What the data give as the answer. */
      reference: z.string().nullable(),
      /** The teacher's answer; null where it was not in memory during the training. */
      teacher: z.string().nullable(),
    }),
  ),
  /** By rising step; the answers stand in the order of the prompts. */
  steps: z.array(z.object({ step: z.int(), answers: z.array(z.string()) })),
});
export type SampleAnswers = z.infer<typeof sampleAnswersSchema>;
