import { AppError } from "../../contract/error";
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
    seen.push(`${command} is ${text}`);
  }
  const found = seen.length > 0 ? `; ${seen.join(", ")}` : "";
  throw new AppError("missing-dependency", `No Python 3.10 to 3.13 was found${found}`, {
    suggestion:
      "Install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.12), or set STILLROOM_PYTHON to its path.",
  });
}

/** Throws `missing-dependency` when `python` lacks what a virtual environment needs. */
export async function checkVenvModules(python: Python): Promise<void> {
  const result = await runCommand(python.command, ["-c", "import ensurepip, venv"], { timeoutMs: 20_000 });
  if (result.code === 0) return;
  const [major, minor] = python.version.split(".");
  throw new AppError("missing-dependency", `${python.command} cannot make virtual environments`, {
    suggestion: `Install its venv module (Debian and Ubuntu: apt-get install python${major}.${minor}-venv), or set STILLROOM_PYTHON to another Python.`,
    context: { output: result.output.slice(-500) },
  });
}
