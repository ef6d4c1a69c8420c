import { type ClusterKind, raySettingsSchema, slurmSettingsSchema } from "../contract/executor";
import { findCluster, settingsOf } from "../domain/placement/executors/clusters";
import { executablesOf } from "../domain/placement/executors/executables";
import { readToken } from "../domain/placement/executors/secrets";
import type { Services } from "../domain/services";
import { attemptWrapper } from "../engines/ms-swift/python-files";
import type { ClusterExecutor } from "../executors/executor";
import { createRayExecutor } from "../executors/ray/ray-executor";
import { createSlurmExecutor } from "../executors/slurm/slurm-executor";
import type { Clusters } from "../runner/clusters";

/** The executors of the clusters that are set up, by their settings of now; each is kept until its settings change. */
export function createClusters(services: Services): Clusters {
  const made = new Map<ClusterKind, { updatedAt: number; executor: ClusterExecutor }>();
  return (kind) => {
    const row = findCluster(services.db, kind);
    if (row === null) return null;
    const known = made.get(kind);
    if (known?.updatedAt === row.updatedAt) return known.executor;
    const executor = createCluster(services, kind, settingsOf(row));
    made.set(kind, { updatedAt: row.updatedAt, executor });
    return executor;
  };
}

function createCluster({ paths }: Services, kind: ClusterKind, settings: unknown): ClusterExecutor {
  const { python } = executablesOf(paths);
  const options = { python, wrapperPath: attemptWrapper, runsFolder: paths.runs };
  if (kind === "slurm") return createSlurmExecutor({ settings: slurmSettingsSchema.parse(settings), ...options });
  return createRayExecutor({ settings: raySettingsSchema.parse(settings), token: readToken(paths, "ray"), ...options });
}
