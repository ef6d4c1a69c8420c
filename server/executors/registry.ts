import type { ClusterKind } from "../contract/executor";
import { raySettingsSchema } from "../contract/executors/ray";
import { slurmSettingsSchema } from "../contract/executors/slurm";
import type { ClusterExecutor } from "./executor";
import { createRayExecutor } from "./ray/ray-executor";
import { createSlurmExecutor } from "./slurm/slurm-executor";

/** What a driver is made from; `settings` as they are stored, `token` null where none is. */
type DriverOptions = {
  settings: unknown;
  token: string | null;
  /** Python with the engine as the nodes see it, where the settings name no other. */
  python: string;
  wrapperPath: string;
  runsFolder: string;
};

/** What carries attempts to each kind of cluster. */
export const clusterDrivers: Record<ClusterKind, (options: DriverOptions) => ClusterExecutor> = {
  ray: ({ settings, ...options }) => createRayExecutor({ settings: raySettingsSchema.parse(settings), ...options }),
  slurm: ({ settings, ...options }) =>
    createSlurmExecutor({ settings: slurmSettingsSchema.parse(settings), ...options }),
};
