"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { PairCheck, Preflight } from "../../server/contract/preflight";
import type { Problem } from "../../server/contract/problem";
import { useDebounced } from "../lib/use-debounced";
import { type Changes, withChanges } from "./logic/changes";
import type { FormValues } from "./logic/form-values";
import { listIssues, type RecipeIssue } from "./logic/issues";
import type { PreflightState } from "./logic/preflight-state";
import { followStudent } from "./logic/teacher-source";
import { noProblems, usePreflight } from "./use-preflight";

export type RecipeForm = UseFormReturn<FormValues>;

type RecipeContextValue = {
  form: RecipeForm;
  /** Replaces some keys of the recipe. */
  write: (changes: Changes) => void;
  values: FormValues;
  issues: RecipeIssue[];
  serverProblems: Problem[];
  /** What the server expects of the last recipe that it could read; null before, or where it cannot say. */
  preflight: Preflight | null;
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
  const form = useForm<FormValues>({ defaultValues: initial });
  const write = useCallback(
    (changes: Changes) => {
      const before = structuredClone(form.getValues());
      const after = withChanges(before, changes);
      // Fields registered one by one would write their first value back where a key has been taken away.
      form.reset(withChanges(after, followStudent(before, after)));
    },
    [form],
  );
  const values = useValues(form, initial);
  const [showsAll, setShowsAll] = useState(false);
  const issues = useMemo(() => listIssues(values), [values]);
  const checked = useMemo(() => ({ ...values, notes: "" }), [values]);
  const settled = useDebounced(checked, settleMs);
  const { problems, preflight, pair, state: preflightState, isChecking } = usePreflight(settled, settled === checked);
  const serverProblems = issues.length === 0 ? problems : noProblems;
  const context = useMemo(
    () => ({
      form,
      write,
      values,
      issues,
      serverProblems,
      preflight,
      preflightState,
      pair,
      isChecking,
      settled,
      showsAll,
      setShowsAll,
    }),
    [form, write, values, issues, serverProblems, preflight, preflightState, pair, isChecking, settled, showsAll],
  );
  return <RecipeContext value={context}>{children}</RecipeContext>;
}

function useValues(form: RecipeForm, initial: FormValues): FormValues {
  const [values, setValues] = useState(initial);
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values: changed }) => setValues(structuredClone(changed)),
      }),
    [form],
  );
  return values;
}
