const safeArgument = /^[A-Za-z0-9_@%+=:,./{}-]+$/;

/** An argument as a POSIX shell reads it back unchanged. */
export function quoteArgument(argument: string): string {
  return safeArgument.test(argument) && !/[{}]/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** A command as text to paste into a shell, one option a line; `env` goes in front. */
export function shellCommand(argv: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteArgument(value)}`);
  const lines: string[] = [];
  for (const argument of argv) {
    const quoted = quoteArgument(argument);
    if (lines.length === 0 || argument.startsWith("--")) lines.push(quoted);
    else lines[lines.length - 1] += ` ${quoted}`;
  }
  return [...variables, ...lines].join(" \\\n  ");
}
