const mask = "***";

const patterns: [RegExp, string][] = [
  [/\b(Bearer\s+)[^\s"'\\,;]+/gi, `$1${mask}`],
  [/\bhf_\w{8,}/g, mask],
  // The link of a share is the only key to it.
  [/(\/s\/)[0-9a-z]{32}\b/g, `$1${mask}`],
  [/((?:token|authorization|password|secret|api[-_]?key)\\*["']?\s*[=:]\s*\\*["']?)[^\s"'\\,;&}]+/gi, `$1${mask}`],
];

/** A line of a log without what opens doors: tokens, what follows `Authorization`, links of shares. Pure. */
export function withoutSecrets(line: string): string {
  return patterns.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
