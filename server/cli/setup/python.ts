import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { isSupportedPython, parsePythonVersion, pythonCandidates } from "../../engines/setup/requirements";
import { runCommand } from "./command";

export type Python = { command: string; version: string };

/** The first fitting Python: `STILLROOM_PYTHON` alone when set, else the usual names. Throws `missing-dependency` with a remedy. */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python> {
  const candidates = env.STILLROOM_PYTHON ? [env.STILLROOM_PYTHON] : pythonCandidates;
  const seen: string[] = [];
  for (const command of candidates) {
    const result = await runCommand(command, ["--version"], { timeoutMs: 10_000 });
    const version = result.code === 0 ? parsePythonVersion(result.output) : null;
    if (!version) continue;
    const text = `${version.major}.${version.minor}.${version.patch}`;
    if (isSupportedPython(version)) return { command, version: text };
    seen.push(`${command} ${text}`);
  }
  const found = seen.length > 0 ? seen.join(", ") : "none";
  throw new AppError("missing-dependency", message("setup.no-python", { found }), {
    suggestion: message("setup.no-python-next"),
  });
}

/** Throws `missing-dependency` when `python` lacks what a virtual environment needs. */
export async function checkVenvModules(python: Python): Promise<void> {
  const result = await runCommand(python.command, ["-c", "import ensurepip, venv"], { timeoutMs: 20_000 });
  if (result.code === 0) return;
  const [major, minor] = python.version.split(".");
  throw new AppError("missing-dependency", message("setup.python-no-venv", { python: python.command }), {
    suggestion: message("setup.python-no-venv-next", { package: `python${major}.${minor}-venv` }),
    context: { output: result.output.slice(-500) },
  });
}
