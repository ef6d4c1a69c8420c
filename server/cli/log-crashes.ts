import { type LogName, loggerOf } from "../platform/logger/logger";
import type { Paths } from "../platform/paths";

/** Notes in its log that this process has begun, and what ends it that nobody foresaw. */
export function logCrashes({ logs }: Paths, name: LogName): void {
  const logger = loggerOf(logs, name);
  logger.info(`stillroom ${name} has begun`);
  process.on("uncaughtExceptionMonitor", (err) => logger.fatal({ err }, String(err)));
}
