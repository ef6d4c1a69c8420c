import { explainFailure } from "../../engines/setup/failures";
import { runCommand } from "./command";

/** Whatever a person's shell says of Python is left out. */
export const ownEnvironment = { PYTHONPATH: "", PIP_USER: "0" };

const flags = ["--no-input", "--disable-pip-version-check", "--progress-bar=off", "--no-warn-script-location"];

/** Installs packages beside an interpreter, in the versions that a constraints file holds it to. `onStep` hears what pip is at. Throws `AppError` with a remedy. */
export async function pipInstall(
  { python, constraints }: { python: string; constraints: string },
  requirements: readonly string[],
  onStep?: (line: string) => void,
): Promise<void> {
  const args = ["-m", "pip", "install", ...flags, `--constraint=${constraints}`, ...requirements];
  const result = await runCommand(python, args, {
    env: ownEnvironment,
    onLine: (line) => {
      const step = /^\s*(Collecting|Downloading|Building|Installing) .*/.exec(line)?.[0].trim();
      if (step) onStep?.(step.length > 110 ? `${step.slice(0, 109)}…` : step);
    },
  });
  if (result.code !== 0) throw explainFailure("setup.step-engine", result.output);
}
