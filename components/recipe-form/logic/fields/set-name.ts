/** A name for a held-out set from its file: lower case, letters, digits and dashes; unlike the names already taken. */
export function setNameFrom(path: string, taken: readonly string[]): string {
  const stem = (path.split(/[/\\]/).at(-1) ?? "").replace(/\.[^.]*$/, "").toLowerCase();
  const base =
    stem
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 36) || "set";
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}
