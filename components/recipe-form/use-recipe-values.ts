"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { type Changes, withChanges } from "./logic/changes";
import type { FormValues } from "./logic/form-values";
import { followStudent } from "./logic/teacher-source";

/** The values of the form and the only ways to change them. */
export type RecipeValues = {
  values: FormValues;
  /** The values as they are by now, for what goes on after the form was drawn. */
  read: () => FormValues;
  /** Replaces some keys of the recipe. */
  write: (changes: Changes) => void;
  /** Replaces all of it. */
  replace: (values: FormValues) => void;
};

/** Holds the values of the form; they are never changed in place. */
export function useRecipeValues(initial: FormValues): RecipeValues {
  const [values, setValues] = useState(initial);
  const latest = useRef(initial);
  const read = useCallback(() => latest.current, []);
  const replace = useCallback((next: FormValues) => {
    latest.current = next;
    setValues(next);
  }, []);
  const write = useCallback(
    (changes: Changes) => {
      const before = latest.current;
      const after = withChanges(before, changes);
      replace(withChanges(after, followStudent(before, after)));
    },
    [replace],
  );
  return useMemo(() => ({ values, read, write, replace }), [values, read, write, replace]);
}
