"use client";

import { useMemo, useState } from "react";
import { readRecipeYaml, writeRecipeYaml, type YamlProblem } from "../logic/recipe-yaml";
import { useRecipe } from "../recipe-context";

export type YamlSync = {
  text: string;
  problems: YamlProblem[];
  /** True when the text cannot be shown in the form; the form keeps its last values. */
  isBroken: boolean;
  edit: (text: string) => void;
  /** Throws the broken text away and shows the form's values again. */
  reset: () => void;
};

/** The YAML beside the form: as typed while it is typed, else written from the form. */
export function useYamlSync(): YamlSync {
  const { values, replace } = useRecipe();
  const written = useMemo(() => writeRecipeYaml(values), [values]);
  const [typed, setTyped] = useState<{ text: string; writtenAs: string | null } | null>(null);
  const isTypedCurrent = typed !== null && (typed.writtenAs === null || typed.writtenAs === written);
  const text = isTypedCurrent ? typed.text : written;
  const reading = useMemo(() => (isTypedCurrent ? readRecipeYaml(text) : null), [isTypedCurrent, text]);

  const edit = (next: string) => {
    const { values: read } = readRecipeYaml(next);
    if (read !== null) replace(read);
    setTyped({ text: next, writtenAs: read === null ? null : writeRecipeYaml(read) });
  };
  return {
    text,
    problems: reading?.problems ?? [],
    isBroken: isTypedCurrent && typed.writtenAs === null,
    edit,
    reset: () => setTyped(null),
  };
}
