import { z } from "zod";

/** What an archive of this program holds: what it is, the database, and the runs with their files. */
export const manifestEntry = "stillroom.json";
export const databaseEntry = "stillroom.db";
export const runsEntry = "runs";

/** `runs`: the folder that the files came from, which the database names them by. */
export const manifestSchema = z.object({ format: z.literal(1), runs: z.string(), createdAt: z.number() });
export type Manifest = z.infer<typeof manifestSchema>;
