"use client";

import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const parsers = {
  /** The measure that colours lines and names the best; null takes the first. */
  metric: parseAsString,
  sort: parseAsString.withDefault("trial"),
  order: parseAsStringLiteral(["asc", "desc"] as const).withDefault("asc"),
  open: parseAsArrayOf(parseAsInteger).withDefault([]),
  brush: parseAsArrayOf(parseAsString).withDefault([]),
  /** Measures that are not shown. */
  hidden: parseAsArrayOf(parseAsString).withDefault([]),
};

/** What a person set on the page of a sweep; all of it lives in the URL. */
export function useSweepState() {
  return useQueryStates(parsers, { history: "replace", clearOnDefault: true });
}

export type SweepState = ReturnType<typeof useSweepState>[0];
export type SetSweepState = ReturnType<typeof useSweepState>[1];
