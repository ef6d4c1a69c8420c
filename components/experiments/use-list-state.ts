"use client";

import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { runStatusSchema } from "../../server/contract/run";

export const sortKeys = ["created", "name", "status", "progress", "quality", "speed", "size"] as const;

export const views = ["list", "queue"] as const;

const parsers = {
  view: parseAsStringLiteral(views).withDefault("list"),
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(runStatusSchema.options)).withDefault([]),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  sweep: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(sortKeys).withDefault("created"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("desc"),
  archived: parseAsBoolean.withDefault(false),
  selected: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What a person set on the experiments page; all of it lives in the URL. */
export function useListState() {
  return useQueryStates(parsers, { history: "replace", clearOnDefault: true });
}

export type ListState = ReturnType<typeof useListState>[0];
export type SetListState = ReturnType<typeof useListState>[1];
