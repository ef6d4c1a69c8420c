import { isRunnerAlive } from "../domain/host/status";
import type { Services } from "../domain/services";
import { executablesOf } from "../domain/stages/inputs";
import { attemptWrapper } from "../engines/ms-swift/python-files";
import { createLocalExecutor } from "../executors/local/local-executor";
import { assertOnlyRunner, runRunner } from "../runner/runner";

/** The runner of this process, on the local executor, until `signal` aborts. Throws `conflict` while another one is in charge. */
export async function startRunner(services: Services, log: (line: string) => void, signal: AbortSignal): Promise<void> {
  assertOnlyRunner(services);
  const { python } = executablesOf(services.paths);
  const executor = createLocalExecutor({ python, wrapperPath: attemptWrapper });
  await runRunner({ services, executor, log, signal });
}

/** Does `work` while a runner is alive: the one that is, or one of this process for as long as the work takes. */
export async function withRunner<Result>(
  services: Services,
  log: (line: string) => void,
  work: () => Promise<Result>,
): Promise<Result> {
  if (isRunnerAlive(services.db)) return work();
  const ending = new AbortController();
  const running = startRunner(services, log, ending.signal);
  try {
    return await Promise.race([work(), running.then(() => work())]);
  } finally {
    ending.abort();
    await running;
  }
}
