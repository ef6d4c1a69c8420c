import { z } from "zod";
import { messageSchema } from "./message";

/** A folder that holds a model: what it is and what it weighs. */
export const modelLookSchema = z.object({
  architecture: z.string().nullable(),
  sizeBytes: z.number(),
  /** Weights and tokenizer are there. */
  isComplete: z.boolean(),
});
export type ModelLook = z.infer<typeof modelLookSchema>;

export const folderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  /** How a recipe names it: relative where it lies in the project or in STILLROOM_HOME. */
  reference: z.string(),
  isFolder: z.boolean(),
  sizeBytes: z.number().nullable(),
  modifiedAtMs: z.number().nullable(),
  /** A file that may hold training data or held-out rows, by its name. */
  isData: z.boolean(),
  model: modelLookSchema.nullable(),
  /** Why it cannot be opened: a link that leads out of what may be read, or the permissions. */
  refusal: z.enum(["leads-out", "unreadable"]).nullable(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** Where a root comes from: the project, STILLROOM_HOME, STILLROOM_ROOTS, or a person who allowed it. */
export const rootOriginSchema = z.enum(["project", "home", "environment", "allowed"]);

export const rootSchema = z.object({
  path: z.string(),
  origin: rootOriginSchema,
  isThere: z.boolean(),
  allowedAtMs: z.number().nullable(),
});
export type Root = z.infer<typeof rootSchema>;

export const folderSchema = z.object({
  path: z.string(),
  reference: z.string(),
  /** The folders above it, from its root down to itself. */
  crumbs: z.array(z.object({ name: z.string(), path: z.string() })),
  entries: z.array(folderEntrySchema),
  /** How many more there are than are listed. */
  leftOut: z.int(),
  model: modelLookSchema.nullable(),
});
export type Folder = z.infer<typeof folderSchema>;

/** What `files.list` answers: a folder, or why it cannot be shown; `isOutside` where allowing a folder would mend it. */
export const folderAnswerSchema = z.union([
  z.object({ folder: folderSchema, problem: z.null() }),
  z.object({ folder: z.null(), problem: z.object({ message: messageSchema, isOutside: z.boolean() }) }),
]);

/** The folder that a person would allow for a reference, by its real path, or why none can be. */
export const allowableSchema = z.union([
  /** `around`: the folder that it lies in, where that may be allowed too: other models and data often lie beside. */
  z.object({ folder: z.string(), around: z.string().nullable(), refusal: z.null() }),
  z.object({ folder: z.null(), around: z.null(), refusal: messageSchema }),
]);

/** The header in the answer to the last piece of an upload: how a recipe names the file, percent-encoded. */
export const uploadReferenceHeader = "Stillroom-Reference";

/** A model that a hub's own programs have downloaded; `isOutside` where its folder has to be allowed before it is read. */
export const cachedModelSchema = z.object({
  hubId: z.string(),
  path: z.string(),
  sizeBytes: z.number(),
  isComplete: z.boolean(),
  isOutside: z.boolean(),
});
export type CachedModel = z.infer<typeof cachedModelSchema>;
