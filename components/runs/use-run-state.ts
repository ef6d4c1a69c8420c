"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";

export const runTabs = ["overview", "curves", "log", "artifacts", "recipe", "serve"] as const;
export type RunTab = (typeof runTabs)[number];

const parsers = {
  tab: parseAsStringLiteral(runTabs),
  stage: parseAsString,
  attempt: parseAsInteger,
};

/** What a person looks at on a run's page; it lives in the URL. `tab` is null until one is chosen. Back leads to the tab before. */
export function useRunState() {
  const [state, setState] = useQueryStates(parsers, { history: "replace", clearOnDefault: true });
  const change = useCallback(
    (values: Parameters<typeof setState>[0] & object) =>
      setState(values, { history: "tab" in values ? "push" : "replace" }),
    [setState],
  );
  return [state, change] as const;
}
