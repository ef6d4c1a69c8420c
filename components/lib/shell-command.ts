import { quoteWord } from "../../server/contract/shell-word";

/** A command as text to paste into a shell, one option a line; `env` goes in front. */
export function shellCommand(argv: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteWord(value)}`);
  const lines: string[] = [];
  for (const argument of argv) {
    const quoted = quoteWord(argument);
    if (lines.length === 0 || argument.startsWith("--")) lines.push(quoted);
    else lines[lines.length - 1] += ` ${quoted}`;
  }
  return [...variables, ...lines].join(" \\\n  ");
}
