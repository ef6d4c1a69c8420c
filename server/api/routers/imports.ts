import { z } from "zod";
import { importLookSchema } from "../../contract/import";
import { lookAtImport, startImport } from "../../domain/runs/imports/look";
import { procedure, router } from "../trpc";

const referenceSchema = z.string().trim().min(1).max(4_096);

export const importsRouter = router({
  /** What a folder below the roots would be imported as; nothing is stored. */
  look: procedure
    .input(z.object({ reference: referenceSchema }))
    .output(importLookSchema)
    .query(({ ctx, input }) => lookAtImport(ctx, input.reference)),
  start: procedure
    .input(
      z.object({
        reference: referenceSchema,
        name: z.string().trim().min(1).max(200).nullable(),
        follow: z.boolean(),
      }),
    )
    .output(z.object({ runId: z.string() }))
    .mutation(({ ctx, input }) => startImport(ctx, input)),
});
