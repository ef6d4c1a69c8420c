import type { Recipe } from "../contract/recipe/recipe";
import type { StageCommand } from "../contract/stage";
import type { StageKind } from "../contract/stage-kinds";
import type { ExtraName } from "./setup/extras";
import type { TorchBuild } from "./setup/requirements";

/** An environment beside the engine, for what it alone can run. */
export type ExtraEnvironment = { python: string; env: Readonly<Record<string, string>>; build: TorchBuild };

/** Programs of the engine installation, by absolute path; `extras` are the environments beside it that are there. */
export type Executables = {
  python: string;
  swift: string;
  evalscope: string;
  extras?: Partial<Record<ExtraName, ExtraEnvironment>>;
};

export type StageContext = {
  recipe: Recipe;
  /** The attempt's own folder; everything the stage writes lies below it. */
  directory: string;
  executables: Executables;
  /** Paths of what earlier stages made, by artifact name (`answers`, `student`, `student-bnb-4`). */
  inputs: Record<string, string>;
  /** Turns a model or data reference of the recipe into a path, or leaves a hub id as it is. */
  resolve: (reference: string) => string;
  /** What an earlier attempt left to go on from, as `findResume` found it. */
  resumeFrom: string | null;
};

/** A file that a running stage appends to; every line becomes points or progress. */
export type FollowedFile = { file: string; format: "training" | "samples" };

export type StagePlan = {
  argv: string[];
  commands: StageCommand[];
  env: Record<string, string>;
  /** What the attempt really executes; a driver around `commands`, or `argv` itself. */
  launch: string[];
  /** Files to write into the attempt's folder before the start, by relative path. */
  files: Record<string, string>;
  followed: FollowedFile[];
};

/** What a finished stage left on disk; paths are absolute. */
export type CollectedArtifact = {
  kind: "model" | "answers" | "soft-labels" | "pairs" | "report" | "checkpoint";
  name: string;
  subject: string | null;
  path: string;
  step: number | null;
};

/** One node of the plan. Pure but for reading and finishing files of its own attempt folder in `collect`. */
export type StageSpec = {
  key: string;
  kind: StageKind;
  subject: string | null;
  dependsOn: string[];
  /** Names of artifacts of earlier stages that `plan` needs in `inputs`. */
  needs: string[];
  /** Artifacts that later stages use, by name, with their place in the attempt's folder. */
  makes: Record<string, string>;
  plan: (context: StageContext) => StagePlan;
  /** Settings and files that decide the result: equal ones give an equal cache key. */
  cacheParts: (context: Pick<StageContext, "recipe" | "inputs" | "resolve">) => { settings: unknown; paths: string[] };
  /** What an attempt in `directory` left that a new one can go on from: a checkpoint, labelled shards. Null when nothing. */
  findResume?: (directory: string) => string | null;
  /** What the attempt made, called once after a successful end. */
  collect: (directory: string, recipe: Recipe) => Promise<CollectedArtifact[]>;
};
