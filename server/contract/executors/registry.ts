import type { ExecutorDefinition } from "./definition";
import { local } from "./local";
import { ray } from "./ray";
import { slurm } from "./slurm";

/** Every executor. A new one is a file and a line here; the compiler then asks for its driver in `server/executors/registry.ts`. */
export const executors = {
  local,
  ray,
  slurm,
} satisfies Record<string, ExecutorDefinition>;
