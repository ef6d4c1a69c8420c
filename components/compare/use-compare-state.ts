"use client";

import {
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from "nuqs";

export const itemFilters = ["all", "disagree", "lost", "wrong"] as const;
export const frontierAxes = ["latency", "size", "memory", "gpuMemory"] as const;

const parsers = {
  runs: parseAsArrayOf(parseAsString).withDefault([]),
  hidden: parseAsArrayOf(parseAsString).withDefault([]),
  baseline: parseAsString,
  dataset: parseAsString,
  filter: parseAsStringLiteral(itemFilters).withDefault("all"),
  search: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(0),
  axis: parseAsStringLiteral(frontierAxes).withDefault("latency"),
  allKeys: parseAsBoolean.withDefault(false),
};

/** Everything a person sets in a comparison; it lives in the URL. */
export function useCompareState() {
  return useQueryStates(parsers, {
    history: "replace",
    clearOnDefault: true,
    urlKeys: { dataset: "set", search: "q" },
  });
}

export type CompareState = ReturnType<typeof useCompareState>[0];
export type SetCompareState = ReturnType<typeof useCompareState>[1];
