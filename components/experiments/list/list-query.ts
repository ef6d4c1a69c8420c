import type { RunFilter } from "../../../server/contract/run-list";
import type { ListState } from "../use-list-state";

/** The filter that the address asks the server for. Days begin at midnight of the reader's time zone. */
export function filterOf(state: ListState): RunFilter {
  return {
    archived: state.archived,
    search: state.q.trim(),
    statuses: state.status,
    tags: state.tag,
    sweeps: state.sweep,
    knowledge: state.knowledge,
    origins: state.origin,
    createdFrom: state.from === null ? null : startOfDay(state.from, 0),
    createdBefore: state.to === null ? null : startOfDay(state.to, 1),
  };
}

/** Midnight before `day` (as `2026-01-31`), or some days later, in ms. */
function startOfDay(day: string, daysLater: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + daysLater).getTime();
}

export const pageSize = 40;

/** The pages that hold the rows from `first` to `last`, by number. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
