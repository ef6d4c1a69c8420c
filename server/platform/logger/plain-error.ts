const maxCauses = 5;

export type PlainError = { type: string; message: string; code?: string; stack?: string; cause?: PlainError };

/** What a log keeps of an error: its kind, words, code and stack, and those of its causes. Nothing else that it carries, such as a request with its headers, gets there. Pure. */
export function plainError(thrown: unknown, depth = 0): PlainError {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown) };
  const { name, message, stack, cause } = thrown;
  const code = "code" in thrown ? String(thrown.code) : undefined;
  return {
    type: name,
    message,
    ...(code !== undefined && { code }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && depth < maxCauses && { cause: plainError(cause, depth + 1) }),
  };
}
