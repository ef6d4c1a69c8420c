import { AppError, type ErrorCode } from "../../contract/error";

type Failure = { pattern: RegExp; code: ErrorCode; message: string; suggestion: string };

const failures: Failure[] = [
  {
    pattern: /No space left on device|Errno 28|ENOSPC/i,
    code: "disk-full",
    message: "The disk is full",
    suggestion: "Free some space, or set STILLROOM_HOME to a folder on a larger disk, and run the same command again.",
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|SSLError/i,
    code: "unavailable",
    message: "The package index has a certificate that is not trusted here",
    suggestion: "Point PIP_CERT at your certificate bundle and run the same command again.",
  },
  {
    pattern:
      /NewConnectionError|NameResolutionError|Temporary failure in name resolution|Max retries exceeded|Network is unreachable|ReadTimeout|ConnectTimeout|Connection (?:refused|reset|aborted)|ProxyError|from versions: none|ENOTFOUND|EAI_AGAIN/i,
    code: "unavailable",
    message: "The package index could not be reached",
    suggestion:
      "Check the network, or point PIP_INDEX_URL (or PIP_FIND_LINKS) at a mirror, and run the same command again; what is already there is kept.",
  },
  {
    // Also what pip says of an index that it could not read, once constraints are in play.
    pattern: /No matching distribution found|ResolutionImpossible|requires a different Python/i,
    code: "missing-dependency",
    message: "The package index offers no build of a pinned package for this Python and platform",
    suggestion:
      "Check that the index can be reached (PIP_INDEX_URL); if it can, set STILLROOM_PYTHON to a Python 3.11 or 3.12. Then run the same command again.",
  },
  {
    pattern: /Failed building wheel|Python\.h|command '.*(?:gcc|cc|clang).*' failed|Microsoft Visual C\+\+/i,
    code: "missing-dependency",
    message: "A package had to be compiled and the compiler or Python's headers are missing",
    suggestion:
      "Install them (Debian and Ubuntu: apt-get install build-essential python3-dev) and run the same command again.",
  },
  {
    pattern: /ensurepip|No module named venv|python3(?:\.\d+)?-venv/i,
    code: "missing-dependency",
    message: "This Python cannot make virtual environments",
    suggestion:
      "Install its venv module (Debian and Ubuntu: apt-get install python3-venv) and run the same command again.",
  },
  {
    pattern: /Permission denied|EACCES|Read-only file system/i,
    code: "unavailable",
    message: "The folder of Stillroom cannot be written",
    suggestion: "Set STILLROOM_HOME to a folder that you may write.",
  },
];

/** Turns the output of a failed set-up step into an error with a remedy; `step` says what was being done. */
export function explainFailure(step: string, output: string): AppError {
  const found = failures.find((failure) => failure.pattern.test(output));
  const lastLines = output.trim().split("\n").slice(-8).join("\n");
  if (found) {
    return new AppError(found.code, `${found.message} (while ${step})`, {
      suggestion: found.suggestion,
      context: { output: lastLines },
    });
  }
  return new AppError("unavailable", `Set-up failed while ${step}: ${lastLines.split("\n").at(-1) ?? "no output"}`, {
    suggestion: "Read the lines above, then run the same command again; finished steps are kept.",
    context: { output: lastLines },
  });
}

const gib = 1024 ** 3;

/** An error when `freeBytes` is under `neededBytes` at `folder`; null when it is enough or not known. */
export function checkDiskSpace(folder: string, freeBytes: number | null, neededBytes: number): AppError | null {
  if (freeBytes === null || freeBytes >= neededBytes) return null;
  const amount = (bytes: number) => `${(bytes / gib).toFixed(1)} GiB`;
  return new AppError("disk-full", `${folder} has ${amount(freeBytes)} free, ${amount(neededBytes)} are needed`, {
    suggestion: "Free some space or set STILLROOM_HOME to a folder on a larger disk.",
    context: { freeBytes, neededBytes },
  });
}
