import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRowRefresh, withRows } from "../../../../components/trpc/live-rows";
import type { RunPage, RunRow } from "../../../../server/contract/run-list";

const row = (id: string, name = id) => ({ id, name }) as RunRow;
const pageOf = (...rows: RunRow[]): RunPage => ({ total: rows.length, all: rows.length, rows });
const key = (input: object) => [["runs", "list"], { input, type: "query" }];

let client: QueryClient;
const readPage = vi.fn(async () => pageOf(row("a"), row("b")));
const fetchRows = vi.fn(async ({ runIds }: { runIds: string[] }) => runIds.map((id) => row(id, "changed")));

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  client = new QueryClient();
});
afterEach(() => vi.useRealTimers());

/** Shows a page of the list, as a component does. */
async function show(input: object): Promise<() => RunPage | undefined> {
  new QueryObserver(client, { queryKey: key(input), queryFn: readPage, staleTime: 60_000 }).subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(10);
  return () => client.getQueryData<RunPage>(key(input));
}

it("fetches only the lines that changed, together and at most once a second", async () => {
  const page = await show({});
  const refresh = createRowRefresh(client, fetchRows);
  for (let index = 0; index < 20; index += 1) refresh.add("b");
  await vi.advanceTimersByTimeAsync(1_100);
  expect(fetchRows.mock.calls).toEqual([[{ runIds: ["b"], keys: [] }]]);
  expect(page()?.rows.map(({ name }) => name)).toEqual(["a", "changed"]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(readPage).toHaveBeenCalledTimes(1);
});

it("reads pages again, more seldom, where a run may have come or moved", async () => {
  await show({ sort: "quality" });
  const refresh = createRowRefresh(client, fetchRows);
  for (const runId of ["new", "a"]) refresh.add(runId);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(fetchRows).toHaveBeenCalledWith({ runIds: ["a"], keys: [] });
  expect(readPage).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(readPage).toHaveBeenCalledTimes(2);
});

it("asks for nothing where no list is shown", async () => {
  const refresh = createRowRefresh(client, fetchRows);
  refresh.add("a");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetchRows).not.toHaveBeenCalled();
});

it("keeps every line that did not change as the same object, so that it is not drawn again", () => {
  const page = pageOf(row("a"), row("b"));
  const next = withRows(page, [row("b", "changed")]);
  expect(next.rows[0]).toBe(page.rows[0]);
  expect(withRows(page, [row("z")])).toBe(page);
});
