import type { RunStatus, RunSummary } from "../../server/contract/run";

export type RunFilter = {
  search: string;
  statuses: readonly RunStatus[];
  tags: readonly string[];
  sweeps: readonly string[];
};

type Searchable = Pick<RunSummary, "name" | "number" | "teacher" | "student" | "tags" | "status" | "notes" | "sweep">;

/** The runs that have every searched word somewhere, one of the statuses, every tag, and one of the sweeps; empty lists and text filter nothing. */
export function filterRuns<Run extends Searchable>(runs: readonly Run[], filter: RunFilter): Run[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    if (filter.statuses.length > 0 && !filter.statuses.includes(run.status)) return false;
    if (filter.sweeps.length > 0 && !filter.sweeps.includes(run.sweep?.id ?? "")) return false;
    if (!filter.tags.every((tag) => run.tags.includes(tag))) return false;
    const text = [run.name, `#${run.number}`, run.teacher ?? "", run.student ?? "", ...run.tags, run.notes]
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

/** The sweeps that made any of the runs, in the order of their first run. */
export function listSweeps(runs: readonly Pick<RunSummary, "sweep">[]): { id: string; name: string }[] {
  const sweeps = runs.flatMap(({ sweep }) => (sweep === null ? [] : [[sweep.id, sweep.name] as const]));
  return [...new Map(sweeps)].map(([id, name]) => ({ id, name }));
}
