import { AppError, type ErrorCode } from "../../contract/error";
import { type Message, type MessageCode, message } from "../../contract/message";

type Failure = { pattern: RegExp; code: ErrorCode; said: Message; suggestion: Message };

/** The catalogue's name of what the set-up was doing. */
export type SetupStep = Extract<MessageCode, `setup.step-${string}`>;

const failures: Failure[] = [
  {
    pattern: /No space left on device|Errno 28|ENOSPC/i,
    code: "disk-full",
    said: message("storage.disk-full"),
    suggestion: message("setup.disk-full-next"),
  },
  {
    pattern: /CERTIFICATE_VERIFY_FAILED|SSLError/i,
    code: "unavailable",
    said: message("setup.certificate"),
    suggestion: message("setup.certificate-next"),
  },
  {
    pattern:
      /NewConnectionError|NameResolutionError|Temporary failure in name resolution|Max retries exceeded|Network is unreachable|ReadTimeout|ConnectTimeout|Connection (?:refused|reset|aborted)|ProxyError|from versions: none|ENOTFOUND|EAI_AGAIN/i,
    code: "unavailable",
    said: message("setup.unreachable"),
    suggestion: message("setup.unreachable-next"),
  },
  {
    // Also what pip says of an index that it could not read, once constraints are in play.
    pattern: /No matching distribution found|ResolutionImpossible|requires a different Python/i,
    code: "missing-dependency",
    said: message("setup.no-build"),
    suggestion: message("setup.no-build-next"),
  },
  {
    pattern: /Failed building wheel|Python\.h|command '.*(?:gcc|cc|clang).*' failed|Microsoft Visual C\+\+/i,
    code: "missing-dependency",
    said: message("setup.no-compiler"),
    suggestion: message("setup.no-compiler-next"),
  },
  {
    pattern: /ensurepip|No module named venv|python3(?:\.\d+)?-venv/i,
    code: "missing-dependency",
    said: message("setup.no-venv"),
    suggestion: message("setup.no-venv-next"),
  },
  {
    pattern: /Permission denied|EACCES|Read-only file system/i,
    code: "unavailable",
    said: message("setup.not-writable"),
    suggestion: message("setup.not-writable-next"),
  },
];

/** Turns the output of a failed set-up step into an error with a remedy; `step` says what was being done. */
export function explainFailure(step: SetupStep, output: string): AppError {
  const found = failures.find((failure) => failure.pattern.test(output));
  const lastLines = output.trim().split("\n").slice(-8).join("\n");
  if (found) {
    return new AppError(found.code, message("setup.while", { message: found.said, step: message(step) }), {
      suggestion: found.suggestion,
      context: { output: lastLines },
    });
  }
  const words = lastLines.split("\n").at(-1) || message("setup.no-output");
  return new AppError("unavailable", message("setup.failed", { step: message(step), words }), {
    suggestion: message("setup.failed-next"),
    context: { output: lastLines },
  });
}

/** An error when `freeBytes` is under `neededBytes` at `folder`; null when it is enough or not known. */
export function checkDiskSpace(folder: string, freeBytes: number | null, neededBytes: number): AppError | null {
  if (freeBytes === null || freeBytes >= neededBytes) return null;
  return new AppError(
    "disk-full",
    message("setup.disk-short", { folder, free: { bytes: freeBytes }, needed: { bytes: neededBytes } }),
    {
      suggestion: message("setup.disk-short-next"),
      context: { freeBytes, neededBytes },
    },
  );
}
