import { z } from "zod";
import { headlineSchema, runFailureSchema, runStatusSchema, runSummarySchema } from "./run";

/** What makes runs: a recipe that a person started, a sweep, a folder that was imported. */
export const runOriginSchema = z.enum(["recipe", "sweep", "import"]);
export type RunOrigin = z.infer<typeof runOriginSchema>;

/** What the list sorts by beside recipe keys, which are named `recipe:<key>`. */
export const runSortKeys = [
  "created",
  "name",
  "status",
  "progress",
  "duration",
  "teacher",
  "student",
  "score",
  "quality",
  "speed",
  "size",
  "failure",
] as const;
export type RunSortKey = (typeof runSortKeys)[number];

/** What runs are grouped by beside recipe keys. */
export const runGroupings = ["experiment", "sweep", "status", "pair"] as const;
export type RunGrouping = (typeof runGroupings)[number];

const recipeColumn = "recipe:";
const recipeColumnSchema = z.templateLiteral([recipeColumn, z.string().min(1).max(200)]);
export type RecipeColumn = z.infer<typeof recipeColumnSchema>;

/** The recipe key that a column or grouping names; null where it names none. */
export function recipeKeyOf(column: string): string | null {
  return column.startsWith(recipeColumn) ? column.slice(recipeColumn.length) : null;
}

/** The column of a recipe key. */
export function columnOfKey(key: string): RecipeColumn {
  return `${recipeColumn}${key}`;
}

export const runSortSchema = z.union([z.enum(runSortKeys), recipeColumnSchema]);
export type RunSort = z.infer<typeof runSortSchema>;
export const runGroupBySchema = z.union([z.enum(runGroupings), recipeColumnSchema]);
export type RunGroupBy = z.infer<typeof runGroupBySchema>;

const namesSchema = z.array(z.string().max(200)).max(50).default([]);

/** Which runs are meant: every searched word, one of the statuses, every tag, one of each other list; what is empty filters nothing. */
export const runFilterSchema = z.object({
  archived: z.boolean().default(false),
  search: z.string().max(500).default(""),
  statuses: z.array(runStatusSchema).default([]),
  tags: namesSchema,
  sweeps: namesSchema,
  knowledge: namesSchema,
  origins: z.array(runOriginSchema).default([]),
  /** Created at or after, and before, in ms. */
  createdFrom: z.number().nullish(),
  createdBefore: z.number().nullish(),
  /** One group alone; a null value for the runs that have none. */
  group: z.object({ by: runGroupBySchema, value: z.string().nullable() }).nullish(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

export const runPageInputSchema = runFilterSchema.extend({
  sort: runSortSchema.default("created"),
  order: z.enum(["asc", "desc"]).default("desc"),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(100).default(40),
  /** Recipe keys whose values are wanted. */
  keys: z.array(z.string().max(200)).max(20).default([]),
  /** Whether the loss curves are wanted. */
  curves: z.boolean().default(true),
});
export type RunPageInput = z.infer<typeof runPageInputSchema>;

const keyValueSchema = z.union([z.string(), z.number(), z.null()]);

/** A run as a line of the list. */
export const runRowSchema = runSummarySchema
  .pick({
    id: true,
    number: true,
    name: true,
    sweep: true,
    status: true,
    recipeProblem: true,
    damaged: true,
    teacher: true,
    student: true,
    knowledge: true,
    tags: true,
    notes: true,
    archived: true,
    held: true,
    createdAt: true,
    startedAt: true,
    endedAt: true,
    timeLeft: true,
    progress: true,
  })
  .extend({
    failure: runFailureSchema.nullable(),
    headline: headlineSchema.nullable(),
    /** The training loss thinned to a few values, oldest first. */
    loss: z.array(z.number()),
    /** Of the recipe keys that were asked for, in their order; null where the recipe has none. */
    values: z.array(keyValueSchema),
  });
export type RunRow = z.infer<typeof runRowSchema>;

export const runPageSchema = z.object({
  /** How many runs match. */
  total: z.int(),
  /** How many there are without search and filters. */
  all: z.int(),
  rows: z.array(runRowSchema),
});
export type RunPage = z.infer<typeof runPageSchema>;

export const runGroupSchema = z.object({
  /** Names the group in a filter. */
  value: z.string().nullable(),
  name: z.string().nullable(),
  count: z.int(),
  active: z.int(),
  failed: z.int(),
  bestQuality: z.number().nullable(),
});
export type RunGroup = z.infer<typeof runGroupSchema>;

/** What there is to filter, group and show columns by. */
export const runFacetsSchema = z.object({
  tags: z.array(z.object({ name: z.string(), count: z.int() })),
  sweeps: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Recipe keys in which runs differ. */
  keys: z.array(z.string()),
});
export type RunFacets = z.infer<typeof runFacetsSchema>;
