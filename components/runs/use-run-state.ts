"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const runTabs = ["overview", "curves", "log", "artifacts", "recipe", "serve"] as const;
export type RunTab = (typeof runTabs)[number];

const parsers = {
  tab: parseAsStringLiteral(runTabs),
  stage: parseAsString,
  attempt: parseAsInteger,
};

/** What a person looks at on a run's page; it lives in the URL. `tab` is null until one is chosen. */
export function useRunState() {
  return useQueryStates(parsers, { history: "replace", clearOnDefault: true });
}
