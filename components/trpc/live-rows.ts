import type { QueryClient } from "@tanstack/react-query";
import type { RunPage, RunPageInput, RunRow } from "../../server/contract/run-list";

type Page = { queryKey: readonly unknown[]; keys: string[]; depends: boolean; data: RunPage };
type Fetch = (input: { runIds: string[]; keys: string[] }) => Promise<RunRow[]>;

const rowsMs = 1_000;
const pagesMs = 5_000;

/**
 * Keeps the pages of the list that are on screen true while runs change: the lines of changed runs are fetched and put in
 * their places, at most once a second. Only what may have come, gone or moved makes whole pages stale, more seldom.
 */
export function createRowRefresh(queryClient: QueryClient, fetchRows: Fetch) {
  const changed = new Set<string>();
  let rowsTimer: ReturnType<typeof setTimeout> | undefined;
  let pagesTimer: ReturnType<typeof setTimeout> | undefined;

  const refreshPages = () => {
    pagesTimer ??= setTimeout(() => {
      pagesTimer = undefined;
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => isOf(queryKey, ["list", "groups"]) });
    }, pagesMs);
  };

  const flush = async () => {
    rowsTimer = undefined;
    const runIds = new Set(changed);
    changed.clear();
    const pages = listPages(queryClient);
    if (pages.length === 0) return;
    const shown = new Set(pages.flatMap(({ data }) => data.rows.map(({ id }) => id)).filter((id) => runIds.has(id)));
    if (shown.size < runIds.size) refreshPages();
    if (shown.size === 0) return;
    for (const keys of new Set(pages.map((page) => JSON.stringify(page.keys)))) {
      const wanted: string[] = JSON.parse(keys);
      const rows = await fetchRows({ runIds: [...shown], keys: wanted }).catch(() => []);
      for (const page of pages.filter((entry) => JSON.stringify(entry.keys) === keys)) {
        if (page.depends) refreshPages();
        queryClient.setQueryData<RunPage>(page.queryKey, (data) => data && withRows(data, rows));
      }
    }
  };

  return {
    add(runId: string): void {
      changed.add(runId);
      rowsTimer ??= setTimeout(() => void flush(), rowsMs);
    },
    /** Something happened to runs that nobody named. */
    addAll: refreshPages,
    cancel(): void {
      clearTimeout(rowsTimer);
      clearTimeout(pagesTimer);
    },
  };
}

/** The page with these rows in the places of the older ones; the page itself where none of them is on it. Pure. */
export function withRows(page: RunPage, rows: readonly RunRow[]): RunPage {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (!page.rows.some(({ id }) => byId.has(id))) return page;
  return { ...page, rows: page.rows.map((row) => byId.get(row.id) ?? row) };
}

function listPages(queryClient: QueryClient): Page[] {
  return queryClient
    .getQueryCache()
    .findAll({ type: "active", predicate: ({ queryKey }) => isOf(queryKey, ["list"]) })
    .flatMap(({ queryKey, state }) => {
      const data = state.data as RunPage | undefined;
      const input = inputOf(queryKey);
      if (data === undefined) return [];
      return { queryKey, data, keys: input.keys ?? [], depends: dependsOnState(input) };
    });
}

/** Whether a change of a run may take it to another place, or off the page. */
function dependsOnState({ sort = "created", statuses = [], group }: Partial<RunPageInput>): boolean {
  return !["created", "name", "teacher", "student"].includes(sort) || statuses.length > 0 || group?.by === "status";
}

function isOf(queryKey: readonly unknown[], names: string[]): boolean {
  const [path] = queryKey;
  return Array.isArray(path) && path[0] === "runs" && names.includes(path[1]);
}

function inputOf([, options]: readonly unknown[]): Partial<RunPageInput> {
  return (options as { input?: Partial<RunPageInput> } | undefined)?.input ?? {};
}
