"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Looking, PreflightSoFar } from "../../server/contract/preflight";
import type { Problem } from "../../server/contract/problem";
import { useTRPC } from "../trpc/context";
import type { FormValues } from "./logic/form-values";
import { listIssues, type RecipeIssue } from "./logic/issues";
import {
  isSameInputs,
  isSamePair,
  type PreflightParts,
  preflightStateOf,
  remainingParts,
} from "./logic/preflight-state";

type Answer = { told: PreflightSoFar; about: FormValues };

const askAgainMs = 500;

/** What the server says about the settled recipe, part by part; of another recipe only what still holds stays. */
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
  const check = useQuery(
    trpc.recipes.preflightSoFar.queryOptions(
      { recipe: asked },
      {
        enabled: isAskable,
        refetchInterval: ({ state }) => ((state.data?.looking.length ?? 0) > 0 ? askAgainMs : false),
      },
    ),
  );
  const [last, setLast] = useState<Answer | null>(null);
  if (check.data !== undefined && check.data !== last?.told) setLast({ told: check.data, about: asked });
  const looking = (isAskable ? check.data?.looking : undefined) ?? noLooking;
  const isChecking = !isSettled || check.isFetching || looking.length > 0;
  const state = preflightStateOf({ isAskable, isChecking, isError: check.isError });
  const isCurrent = isAskable && check.data !== undefined && last?.told === check.data;
  const holds = last !== null && isSameInputs(last.about, settled);
  return {
    problems: last !== null && (isCurrent || holds) ? last.told.problems : noProblems,
    preflight: last === null ? null : partsOf(last.told, { isCurrent, holds, isAskable }),
    looking,
    /** Null while the pair in the form has not been looked at. */
    pair: last !== null && isSamePair(last.about, settled) ? (last.told.preflight?.pair ?? null) : null,
    state,
    isChecking,
  };
}

function partsOf(
  { preflight }: PreflightSoFar,
  { isCurrent, holds, isAskable }: { isCurrent: boolean; holds: boolean; isAskable: boolean },
): PreflightParts | null {
  if (isCurrent) return preflight;
  if (!holds) return null;
  // While a recipe is looked at anew its last figures stay, paler, for that moment; an unfinished one has none.
  return isAskable ? preflight : remainingParts(preflight);
}

/** One list for every recipe without problems, so that nothing is drawn anew. */
export const noProblems: Problem[] = [];
const noLooking: Looking[] = [];

/** A recipe is looked at before it has a name. */
function withAnyName(values: FormValues): FormValues {
  return values.name.trim() === "" ? { ...values, name: "unnamed" } : values;
}
