import { z } from "zod";
import { dataLookAnswerSchema, dataMappingSchema } from "../../contract/data-look";
import { studentSchema } from "../../contract/recipe/pair";
import { trainingSchema } from "../../contract/recipe/training";
import { templatedSchema } from "../../contract/templated";
import { templateRows } from "../../domain/launch/templates/templated-rows";
import { lookAtReference } from "../../domain/recipes/files/look";
import { procedure, router } from "../trpc";

const lookInput = z.object({
  path: z.string().trim().min(1).max(4_096),
  columns: dataMappingSchema.optional(),
  use: z.enum(["training", "held-out"]).default("training"),
});

export const dataRouter = router({
  /** What a file holds: format, columns, first rows, what is wrong with the others. */
  look: procedure
    .input(lookInput)
    .output(dataLookAnswerSchema)
    .query(({ ctx, input }) => lookAtReference(ctx.paths, input)),
  /** The first rows of a file through the student's chat template, as ms-swift makes tokens of them. */
  templated: procedure
    .input(
      lookInput.extend({
        student: studentSchema.pick({ model: true, modelType: true, template: true, trustRemoteCode: true }),
        turns: trainingSchema.shape.turns,
      }),
    )
    .output(templatedSchema)
    .query(async ({ ctx, input, signal }) => {
      const { look } = await lookAtReference(ctx.paths, { ...input, use: "training" });
      const { student, turns } = input;
      return templateRows(ctx.paths, { student, turns, rows: look?.sample ?? [] }, signal);
    }),
});
