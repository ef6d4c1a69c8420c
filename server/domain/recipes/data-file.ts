/** Lower case, letters and digits only, single spaces: equal for prompts that differ in nothing a model would notice. */
export function normalizePrompt(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
