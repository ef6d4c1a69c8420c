"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Preflight } from "../../server/contract/preflight";
import type { Problem } from "../../server/contract/problem";
import { useTRPC } from "../trpc/context";
import type { FormValues } from "./logic/form-values";
import { listIssues, type RecipeIssue } from "./logic/issues";
import { isSamePair, preflightStateOf } from "./logic/preflight-state";

type Answer = { preflight: Preflight | null; problems: Problem[] };

/** What the server says about the settled recipe; its last answer stays until the next has come. */
export function usePreflight(
  { values: settled, issues }: { values: FormValues; issues: RecipeIssue[] },
  isSettled: boolean,
) {
  const trpc = useTRPC();
  const asked = useMemo(() => withAnyName(settled), [settled]);
  const isAskable = useMemo(() => {
    // The rules about several keys are silent while the name is missing.
    const wrong = asked === settled ? issues : listIssues(asked);
    return wrong.every(({ field }) => field === "notes");
  }, [asked, settled, issues]);
  const check = useQuery(trpc.recipes.preflight.queryOptions({ recipe: asked }, { enabled: isAskable }));
  const [last, setLast] = useState<{ answer: Answer; about: FormValues } | null>(null);
  if (check.data !== undefined && check.data !== last?.answer) setLast({ answer: check.data, about: asked });
  const isChecking = !isSettled || check.isFetching;
  const state = preflightStateOf({ isAskable, isChecking, isError: check.isError });
  const isOfPair = last !== null && isSamePair(last.about, settled);
  return {
    problems: last?.answer.problems ?? noProblems,
    preflight: state === "incomplete" && !isOfPair ? null : (last?.answer.preflight ?? null),
    /** Null while the pair in the form has not been looked at. */
    pair: isOfPair ? (last.answer.preflight?.pair ?? null) : null,
    state,
    isChecking,
  };
}

/** One list for every recipe without problems, so that nothing is drawn anew. */
export const noProblems: Problem[] = [];

/** A recipe is looked at before it has a name. */
function withAnyName(values: FormValues): FormValues {
  return values.name.trim() === "" ? { ...values, name: "unnamed" } : values;
}
