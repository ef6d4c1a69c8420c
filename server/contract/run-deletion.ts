import { z } from "zod";
import { messageSchema } from "./message";

const namedRunSchema = z.object({ id: z.string(), number: z.int(), name: z.string() });

/** What goes with runs that are to be deleted, and what stands in the way. */
export const runDeletionSchema = z.object({
  /** Those that can be deleted. */
  runs: z.array(namedRunSchema),
  /** Those that stay, each with the reason. */
  refused: z.array(namedRunSchema.extend({ reason: messageSchema })),
  /** What their files take on disk. */
  freedBytes: z.number(),
  /** Other runs that were cloned from them; they stay. */
  clones: z.int(),
  /** Live links that show them; a link that shows nothing else ends. */
  shares: z.int(),
  /** Sweeps that lose trials. */
  sweeps: z.array(z.string()),
  /** Those that were imported; the folders that they came from stay. */
  imports: z.int(),
  /** Other runs whose recipe names a folder of theirs as a model or as data. */
  users: z.array(namedRunSchema),
});
export type RunDeletion = z.infer<typeof runDeletionSchema>;
