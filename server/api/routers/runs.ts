import { z } from "zod";
import { memoryEstimateSchema } from "../../contract/preflight";
import { queuedRunSchema } from "../../contract/queue";
import { remediesSchema } from "../../contract/remedy";
import { checkpointSchema, recipeChangeSchema, runDetailSchema } from "../../contract/run";
import { runDeletionSchema } from "../../contract/run-deletion";
import {
  runFacetsSchema,
  runFilterSchema,
  runGroupBySchema,
  runGroupSchema,
  runPageInputSchema,
  runPageSchema,
  runRowSchema,
} from "../../contract/run-list";
import { sampleAnswersSchema } from "../../contract/sample-answers";
import { estimateOfRun } from "../../domain/launch/preflight/estimate-of-run";
import { remediesOf } from "../../domain/launch/remedies/remedies";
import { listRunCheckpoints } from "../../domain/pipeline/runs/checkpoints";
import { annotateRun, archiveRun } from "../../domain/pipeline/runs/edit";
import { holdRun, moveRun, releaseRun, setPriority } from "../../domain/placement/queue/change";
import { listQueue } from "../../domain/placement/queue/list";
import { requireRecipe } from "../../domain/recipes/parse";
import { readSampleAnswers } from "../../domain/results/samples/read";
import { cloneWith } from "../../domain/runs/control/clone-with";
import { createRun } from "../../domain/runs/control/create";
import { cancelRun, retryStage, stopRun } from "../../domain/runs/control/end-and-retry";
import { measureTime } from "../../domain/runs/control/measure-time";
import { resumeFromCheckpoint } from "../../domain/runs/control/resume-checkpoint";
import { deleteRuns } from "../../domain/runs/deletion/delete";
import { lookAtDeletion } from "../../domain/runs/deletion/look";
import { listFacets } from "../../domain/runs/list/facets";
import { listGroups } from "../../domain/runs/list/groups";
import { listPage, listRowsOf } from "../../domain/runs/list/page";
import { diffRecipes } from "../../domain/runs/views/diff";
import { getRun } from "../../domain/runs/views/get";
import { procedure, router } from "../trpc";

const byId = z.object({ runId: z.string() });
const byIds = z.object({ runIds: z.array(z.string()).min(1).max(100) });

export const runsRouter = router({
  /** A page of the list: searched, filtered and sorted in the database. */
  list: procedure
    .input(runPageInputSchema)
    .output(runPageSchema)
    .query(({ ctx, input }) => listPage(ctx.db, input)),
  /** Lines of the list by id, archived or not; unknown ids are left out. */
  rows: procedure
    .input(runPageInputSchema.pick({ keys: true, curves: true }).extend({ runIds: z.array(z.string()).max(100) }))
    .output(z.array(runRowSchema))
    .query(({ ctx, input }) => listRowsOf(ctx.db, input.runIds, input)),
  groups: procedure
    .input(runFilterSchema.extend({ by: runGroupBySchema }))
    .output(z.array(runGroupSchema))
    .query(({ ctx, input: { by, ...filter } }) => listGroups(ctx.db, filter, by)),
  facets: procedure
    .input(z.object({ archived: z.boolean().default(false) }))
    .output(runFacetsSchema)
    .query(({ ctx, input }) => listFacets(ctx.db, input)),
  get: procedure
    .input(byId)
    .output(runDetailSchema)
    .query(({ ctx, input }) => getRun(ctx, input.runId)),
  create: procedure
    .input(z.object({ recipe: z.unknown(), parentRunId: z.string().nullish() }))
    .output(z.object({ runId: z.string(), runIds: z.array(z.string()), sweepId: z.string().nullable() }))
    .mutation(({ ctx, input }) => createRun(ctx, input)),
  /** Starts a run of few rows, items and steps that tells how long the recipe takes. */
  measure: procedure
    .input(z.object({ recipe: z.unknown() }))
    .output(z.object({ runId: z.string() }))
    .mutation(async ({ ctx, input }) => ({ runId: (await measureTime(ctx, requireRecipe(input.recipe))).runId })),
  diff: procedure
    .input(z.object({ runIds: z.array(z.string()).min(1).max(12) }))
    .output(z.array(recipeChangeSchema))
    .query(({ ctx, input }) => diffRecipes(ctx.db, input.runIds)),
  /** What the preflight expects the run's training to take, by its recipe and its data as they are now. */
  memoryEstimate: procedure
    .input(byId)
    .output(memoryEstimateSchema)
    .query(({ ctx, input }) => estimateOfRun(ctx, input.runId)),
  /** Changes of the recipe that mend how a stage failed, each tried by preflight. */
  remedies: procedure
    .input(byId.extend({ stageKey: z.string() }))
    .output(remediesSchema)
    .query(({ ctx, input }) => remediesOf(ctx, input)),
  /** What the student answered to a few prompts while it was trained. */
  samples: procedure
    .input(byId)
    .output(sampleAnswersSchema)
    .query(({ ctx, input }) => readSampleAnswers(ctx.db, input.runId)),
  /** Starts a clone with these values by recipe key in dot form; null takes a key away. */
  cloneWith: procedure
    .input(byId.extend({ changes: z.record(z.string(), z.unknown()) }))
    .output(z.object({ runId: z.string() }))
    .mutation(async ({ ctx, input }) => ({ runId: (await cloneWith(ctx, input)).runId })),
  stop: procedure
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => stopRun(ctx.db, input.runId)),
  cancel: procedure
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelRun(ctx.db, input.runId)),
  retryStage: procedure
    .input(byId.extend({ stageKey: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => retryStage(ctx.db, input)),
  /** What is on disk now for the run's training to go on from. */
  checkpoints: procedure
    .input(byId)
    .output(z.array(checkpointSchema))
    .query(({ ctx, input }) => listRunCheckpoints(ctx.db, input.runId)),
  /** Of the latest attempt that has a checkpoint of that step where none is named. */
  resumeFrom: procedure
    .input(byId.extend({ stageKey: z.string().optional(), step: z.int().min(0), attempt: z.int().nullish() }))
    .output(z.void())
    .mutation(({ ctx, input }) => resumeFromCheckpoint(ctx.db, input)),
  queue: procedure.output(z.array(queuedRunSchema)).query(({ ctx }) => listQueue(ctx.db)),
  setPriority: procedure
    .input(byId.extend({ priority: z.int().min(-100).max(100) }))
    .output(z.void())
    .mutation(({ ctx, input }) => setPriority(ctx.db, input)),
  hold: procedure
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => holdRun(ctx.db, input.runId)),
  release: procedure
    .input(byId)
    .output(z.void())
    .mutation(({ ctx, input }) => releaseRun(ctx.db, input.runId)),
  move: procedure
    .input(byId.extend({ beforeRunId: z.string().nullable() }))
    .output(z.void())
    .mutation(({ ctx, input }) => moveRun(ctx.db, input)),
  archive: procedure
    .input(byId.extend({ archived: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input }) => archiveRun(ctx.db, input)),
  annotate: procedure
    .input(
      byId.extend({
        name: z.string().trim().min(1).max(200).optional(),
        tags: z.array(z.string().trim().min(1).max(40)).max(20).optional(),
        notes: z.string().max(10_000).optional(),
      }),
    )
    .output(z.void())
    .mutation(({ ctx, input }) => annotateRun(ctx.db, input)),
  /** What deleting these runs would mean; nothing is changed. */
  deletion: procedure
    .input(byIds)
    .output(runDeletionSchema)
    .query(({ ctx, input }) => lookAtDeletion(ctx, input.runIds)),
  /** Deletes those of these runs that may go, for good. */
  delete: procedure
    .input(byIds)
    .output(z.object({ deleted: z.array(z.string()) }))
    .mutation(async ({ ctx, input }) => ({ deleted: await deleteRuns(ctx, input.runIds) })),
});
