import type { RunStatus, RunSummary } from "../../server/contract/run";

export type RunFilter = { search: string; statuses: readonly RunStatus[]; tags: readonly string[] };

type Searchable = Pick<RunSummary, "name" | "number" | "teacher" | "student" | "tags" | "status" | "notes">;

/** The runs that have every searched word somewhere, one of the statuses and every tag; empty lists and text filter nothing. */
export function filterRuns<Run extends Searchable>(runs: readonly Run[], filter: RunFilter): Run[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (filter.statuses.length > 0 && !filter.statuses.includes(run.status)) return false;
    if (!filter.tags.every((tag) => run.tags.includes(tag))) return false;
    const text = [run.name, `#${run.number}`, run.teacher, run.student, ...run.tags, run.notes]
      .join("\n")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** All tags in use, the most used first. */
export function listTags(runs: readonly Pick<RunSummary, "tags">[]): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of runs) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0])).map(([tag]) => tag);
}
