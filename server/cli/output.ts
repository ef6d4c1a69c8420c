import { AppError } from "../contract/error";
import { problemSchema } from "../contract/problem";
import { withRemedy } from "../contract/storage-error";
import { inWords, words } from "./language";

/** Writes one line for a person to stderr; stdout is kept for results. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints a result: one JSON value with its messages in words with `--json`, else what `render` makes of it. */
export function print<Value>(value: Value, options: { json?: boolean }, render: (value: Value) => string): void {
  process.stdout.write(`${options.json ? JSON.stringify(inWords(value), null, 2) : render(value)}
`);
}

/** Ends this process quietly when nobody reads its results any more, as after `| head`; what reads its messages may go and it stays. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** What the system refuses, such as a file that is not there, says enough; other errors are shown with where they came from. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "syscall" in error ? error.message : (error.stack ?? error.message);
}

/** Shows an error with its field and remedy, and makes the process end with code 1. */
export function reportError(thrown: unknown): void {
  process.exitCode = 1;
  const error = withRemedy(thrown);
  if (!(error instanceof AppError)) {
    say(`error: ${textOf(error)}`);
    return;
  }
  const problems = problemSchema.array().safeParse(error.context.problems).data ?? [];
  if (problems.length > 0) {
    for (const { field, message, suggestion } of problems)
      say(`error: ${field ?? "recipe"}: ${words(message)}${suggestion ? `. ${words(suggestion)}` : ""}`);
    return;
  }
  say(`error: ${words(error.said)}`);
  if (error.suggestion) say(`remedy: ${words(error.suggestion)}`);
}
