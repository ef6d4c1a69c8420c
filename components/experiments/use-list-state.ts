"use client";

import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";
import { knowledgeKinds } from "../../server/contract/recipe/knowledge-kinds";
import { runStatusSchema } from "../../server/contract/run";
import { runGroupBySchema, runOriginSchema, runSortSchema } from "../../server/contract/run-list";

export const views = ["list", "queue"] as const;

const parseAsSort = createParser({
  parse: (text) => runSortSchema.safeParse(text).data ?? null,
  serialize: String,
});
const parseAsGrouping = createParser({
  parse: (text) => runGroupBySchema.safeParse(text).data ?? null,
  serialize: String,
});
const parseAsDay = createParser({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null),
  serialize: String,
});

const parsers = {
  view: parseAsStringLiteral(views).withDefault("list"),
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(runStatusSchema.options)).withDefault([]),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  sweep: parseAsArrayOf(parseAsString).withDefault([]),
  knowledge: parseAsArrayOf(parseAsStringLiteral(knowledgeKinds)).withDefault([]),
  origin: parseAsArrayOf(parseAsStringLiteral(runOriginSchema.options)).withDefault([]),
  /** The first and the last day on which a run was created, in the reader's time zone. */
  from: parseAsDay,
  to: parseAsDay,
  sort: parseAsSort.withDefault("created"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  group: parseAsGrouping,
  archived: parseAsBoolean.withDefault(false),
  selected: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What a person set on the experiments page; all of it lives in the URL. */
export function useListState() {
  return useQueryStates(parsers, { history: "replace", clearOnDefault: true });
}

export type ListState = ReturnType<typeof useListState>[0];
export type SetListState = ReturnType<typeof useListState>[1];

/** No search and no filter. */
export const noFilters = {
  ...{ q: "", status: [], tag: [], sweep: [], knowledge: [], origin: [] },
  ...{ from: null, to: null },
} satisfies Partial<ListState>;

/** True where search or filters leave runs out. */
export function isFiltered({ q, status, tag, sweep, knowledge, origin, from, to }: ListState): boolean {
  const lists: readonly unknown[][] = [status, tag, sweep, knowledge, origin];
  return q !== "" || from !== null || to !== null || lists.some(({ length }) => length > 0);
}
