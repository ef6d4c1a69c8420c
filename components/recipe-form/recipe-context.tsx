"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Looking, PairCheck } from "../../server/contract/preflight";
import type { Problem } from "../../server/contract/problem";
import type { Recipe } from "../../server/contract/recipe/recipe";
import { useDebounced } from "../lib/use-debounced";
import type { FormValues } from "./logic/form-values";
import { type RecipeIssue, readValues } from "./logic/issues";
import type { PreflightParts, PreflightState } from "./logic/preflight-state";
import { noProblems, usePreflight } from "./use-preflight";
import { type RecipeValues, useRecipeValues } from "./use-recipe-values";

type RecipeContextValue = RecipeValues & {
  /** The recipe that the values are; null while something is wrong with them. */
  recipe: Recipe | null;
  issues: RecipeIssue[];
  serverProblems: Problem[];
  /** What the server expects of the recipe, as far as it is known; null before, or where it cannot say. */
  preflight: PreflightParts | null;
  /** What the server is still looking at. */
  looking: readonly Looking[];
  preflightState: PreflightState;
  /** What is known of teacher and student in the form; null while they have not been looked at. */
  pair: PairCheck | null;
  /** True while the server has not yet answered for the values as they are. */
  isChecking: boolean;
  /** The recipe that the server is asked about: the settled values without notes, which change nothing. */
  settled: FormValues;
  /** Issues of empty fields are shown only after a person has asked to start. */
  showsAll: boolean;
  setShowsAll: (showsAll: boolean) => void;
};

const RecipeContext = createContext<RecipeContextValue | null>(null);

/** The form around, with its values, what is wrong with them here and on the server. Throws outside of `RecipeFormProvider`. */
export function useRecipe(): RecipeContextValue {
  const value = useContext(RecipeContext);
  if (value === null) throw new Error("useRecipe needs a RecipeFormProvider around it");
  return value;
}

const settleMs = 450;

/** Holds the form, its current values and their problems. */
export function RecipeFormProvider({ initial, children }: { initial: FormValues; children: ReactNode }) {
  const form = useRecipeValues(initial);
  const { values } = form;
  const [showsAll, setShowsAll] = useState(false);
  const { recipe, issues } = useMemo(() => readValues(values), [values]);
  const checked = useMemo(() => ({ values: { ...values, notes: "" }, issues }), [values, issues]);
  const asked = useDebounced(checked, settleMs);
  const answer = usePreflight(asked, asked === checked);
  const { problems, preflight, looking, pair, state: preflightState, isChecking } = answer;
  const settled = asked.values;
  const serverProblems = issues.length === 0 ? problems : noProblems;
  const context = useMemo(
    () => ({
      ...form,
      recipe,
      issues,
      serverProblems,
      preflight,
      looking,
      preflightState,
      pair,
      isChecking,
      settled,
      showsAll,
      setShowsAll,
    }),
    [form, recipe, issues, serverProblems, preflight, looking, preflightState, pair, isChecking, settled, showsAll],
  );
  return <RecipeContext value={context}>{children}</RecipeContext>;
}
