import type { ClusterKind } from "../contract/executor";
import { findCluster, settingsOf } from "../domain/placement/executors/clusters";
import { executablesOf } from "../domain/placement/executors/executables";
import { readToken } from "../domain/placement/executors/secrets";
import type { Services } from "../domain/services";
import { attemptWrapper } from "../engines/ms-swift/python-files";
import type { ClusterExecutor } from "../executors/executor";
import { clusterDrivers } from "../executors/registry";
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
  const token = readToken(paths, kind);
  return clusterDrivers[kind]({ settings, token, python, wrapperPath: attemptWrapper, runsFolder: paths.runs });
}
