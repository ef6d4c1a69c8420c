"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type { Preflight } from "../../server/contract/preflight";
import type { Problem } from "../../server/contract/problem";
import { useDebounced } from "../lib/use-debounced";
import { useTRPC } from "../trpc/context";
import { type Changes, withChanges } from "./logic/changes";
import type { FormValues } from "./logic/form-values";
import { listIssues, type RecipeIssue } from "./logic/issues";
import { followStudent } from "./logic/teacher-source";

export type RecipeForm = UseFormReturn<FormValues>;

/** How `preflight` relates to the form: of these values, being looked at anew, of the last complete recipe, or not answered. */
export type PreflightState = "current" | "looking" | "incomplete" | "failed";

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
  const trpc = useTRPC();
  const asked = useMemo(() => withAnyName(settled), [settled]);
  const isAskable = useMemo(() => listIssues(asked).length === 0, [asked]);
  const check = useQuery(
    trpc.recipes.preflight.queryOptions({ recipe: asked }, { enabled: isAskable, placeholderData: keepPreviousData }),
  );
  const preflight = check.data?.preflight ?? null;
  const isChecking = settled !== checked || check.isFetching;
  const preflightState: PreflightState = !isAskable
    ? "incomplete"
    : isChecking
      ? "looking"
      : check.isError
        ? "failed"
        : "current";
  const serverProblems = issues.length === 0 ? (check.data?.problems ?? noProblems) : noProblems;
  const context = useMemo(
    () => ({
      form,
      write,
      values,
      issues,
      serverProblems,
      preflight,
      preflightState,
      isChecking,
      settled,
      showsAll,
      setShowsAll,
    }),
    [form, write, values, issues, serverProblems, preflight, preflightState, isChecking, settled, showsAll],
  );
  return <RecipeContext value={context}>{children}</RecipeContext>;
}

const noProblems: Problem[] = [];

/** A recipe is looked at before it has a name. */
function withAnyName(values: FormValues): FormValues {
  return values.name.trim() === "" ? { ...values, name: "unnamed" } : values;
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
