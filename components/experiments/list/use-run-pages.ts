"use client";

import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { RunFilter, RunRow, RunSort } from "../../../server/contract/run-list";
import { useTRPC } from "../../trpc/context";
import { pageSize, pagesOf } from "./list-query";

export type RunQuery = { filter: RunFilter; sort: RunSort; order: "asc" | "desc"; keys: string[] };

/** The runs that match, of which only the pages on screen are asked for; `rowAt` is undefined until its page is there. */
export function useRunPages({ filter, sort, order, keys }: RunQuery) {
  const trpc = useTRPC();
  const [shown, setShown] = useState<readonly number[]>([]);
  const inputOf = (page: number) => ({ ...filter, sort, order, keys, offset: page * pageSize, limit: pageSize });
  const first = useQuery(trpc.runs.list.queryOptions(inputOf(0), { placeholderData: keepPreviousData }));
  const further = shown.filter((page) => page > 0 && page * pageSize < (first.data?.total ?? 0));
  const pages = useQueries({
    queries: further.map((page) => trpc.runs.list.queryOptions(inputOf(page))),
    combine: (results) => results.map(({ data }) => data?.rows),
  });
  const rows = useMemo(
    () => new Map<number, RunRow[] | undefined>([[0, first.data?.rows], ...further.map(pairWith(pages))]),
    [first.data, further, pages],
  );
  const show = useCallback((from: number, to: number) => {
    const next = pagesOf(from, to);
    setShown((before) => (before.join() === next.join() ? before : next));
  }, []);
  const rowAt = useCallback((index: number) => rows.get(Math.floor(index / pageSize))?.[index % pageSize], [rows]);
  const loaded = useMemo(() => [...rows.values()].flatMap((page) => page ?? []), [rows]);
  return { first, total: first.data?.total ?? 0, all: first.data?.all ?? 0, rowAt, loaded, show };
}

export type RunPages = ReturnType<typeof useRunPages>;

function pairWith(pages: (RunRow[] | undefined)[]) {
  return (page: number, index: number): [number, RunRow[] | undefined] => [page, pages[index]];
}
