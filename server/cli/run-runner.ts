import { setTimeout as sleep } from "node:timers/promises";
import { executablesOf } from "../domain/placement/executors/executables";
import { isRunnerInCharge } from "../domain/placement/host/status";
import type { Services } from "../domain/services";
import { attemptWrapper } from "../engines/ms-swift/python-files";
import { createLocalExecutor } from "../executors/local/local-executor";
import { loggerOf, type Tell } from "../platform/logger/logger";
import { claimNote, dropNote } from "../platform/process-note";
import { assertOnlyRunner, runnerConflict, runRunner } from "../runner/runner";
import { createClusters } from "./create-clusters";
import { askForModels } from "./setup/install";
import { readReadyMarker } from "./setup/ready-marker";

/** The runner of this process, on this host and the clusters that are set up, until `signal` aborts. Throws `conflict` while another one is in charge. */
export async function startRunner(services: Services, log: (line: string) => void, signal: AbortSignal): Promise<void> {
  const { runnerNote } = services.paths;
  assertOnlyRunner(services);
  const other = claimNote(runnerNote, null);
  if (other !== null) throw runnerConflict(other.pid);
  const { python } = executablesOf(services.paths);
  const executor = createLocalExecutor({ python, wrapperPath: attemptWrapper });
  const logger = loggerOf(services.paths.logs, "runner");
  const tell: Tell = (line, detail = {}) => {
    log(line);
    logger[detail.err === undefined ? "info" : "error"](detail, line);
  };
  // An engine of an earlier version has not been asked yet.
  const asking = readReadyMarker(services.paths) === null ? null : askForModels(services.paths, tell);
  asking?.catch((err: unknown) => signal.aborted || tell("ms-swift does not tell which models it knows", { err }));
  try {
    await runRunner({ services, executor, clusters: createClusters(services), log: tell, signal });
  } finally {
    dropNote(runnerNote);
  }
}

/** Does `work` while a runner is alive: the one that is, or one of this process, which also takes over when the other ends. */
export async function withRunner<Result>(
  services: Services,
  log: (line: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  const running = keepRunning(services, log, ending.signal);
  try {
    return await Promise.race([work(), running.then(() => work())]);
  } finally {
    ending.abort();
    await running;
  }
}

const lookMs = 1_000;

async function keepRunning(services: Services, log: (line: string) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!isRunnerInCharge(services)) await startRunner(services, log, signal);
    await sleep(lookMs, undefined, { signal }).catch(() => undefined);
  }
}
