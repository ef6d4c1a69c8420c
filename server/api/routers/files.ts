import { z } from "zod";
import { allowableSchema, folderAnswerSchema, rootSchema } from "../../contract/files";
import { allowableFor, allowFolder, disallowFolder, listRoots } from "../../domain/recipes/files/allow-folder";
import { listFolder, startFolder } from "../../domain/recipes/files/list-folder";
import { procedure, router } from "../trpc";

const pathSchema = z.string().trim().min(1).max(4_096);

export const filesRouter = router({
  /** The folders that models and data may lie in. */
  roots: procedure.output(z.array(rootSchema)).query(({ ctx }) => listRoots(ctx)),
  /** A folder by its path; without one the nearest to what a field holds. */
  list: procedure
    .input(
      z.object({
        path: pathSchema.nullable(),
        kind: z.enum(["data", "model"]).default("data"),
        near: z.string().max(4_096).default(""),
      }),
    )
    .output(folderAnswerSchema)
    .query(({ ctx, input }) => listFolder(ctx, input.path ?? startFolder(ctx, input.kind, input.near))),
  /** What a person is asked to confirm before `allow`. */
  allowable: procedure
    .input(z.object({ reference: pathSchema }))
    .output(allowableSchema)
    .query(({ ctx, input }) => allowableFor(ctx, input.reference)),
  allow: procedure
    .input(z.object({ folder: pathSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => allowFolder(ctx, input.folder)),
  disallow: procedure
    .input(z.object({ folder: pathSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => disallowFolder(ctx, input.folder)),
});
