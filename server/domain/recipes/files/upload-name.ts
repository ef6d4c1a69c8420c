const dataName = /\.(jsonl?|ndjson|csv|tsv|parquet|txt)(\.gz)?$/i;
const longestStem = 100;

/** True for a file that may hold data, by its name. */
export function isDataName(name: string): boolean {
  return dataName.test(name);
}

/** A safe name for what a person uploads: the last part, without signs that mean something to a shell, a path or the engine; null where it is not one of a data file. */
export function uploadName(given: string): string | null {
  const [suffix] = dataName.exec(given) ?? [];
  if (suffix === undefined) return null;
  const last = given.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const stem = last
    .slice(0, -suffix.length)
    .replace(/[^\p{L}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, longestStem);
  return `${stem === "" ? "data" : stem}${suffix.toLowerCase()}`;
}

/** The name with a number before its ending, from 2 on: `rows-2.csv.gz`. */
export function numberedName(name: string, number: number): string {
  return number < 2 ? name : name.replace(dataName, (suffix) => `-${number}${suffix}`);
}
