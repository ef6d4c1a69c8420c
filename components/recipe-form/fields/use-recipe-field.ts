"use client";

import { type FieldPath, useController, useFormContext } from "react-hook-form";
import type { Recipe } from "../../../server/contract/recipe/recipe";
import type { FormValues } from "../logic/form-values";

export type RecipePath = FieldPath<FormValues>;

/** The HTML id of the control for a recipe key in dot form. */
export function fieldId(path: string): string {
  return `field-${path.replaceAll(".", "-")}`;
}

/** Moves the focus to the control of a recipe key, or of the nearest key above it that has one. */
export function focusField(path: string): void {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const element = document.getElementById(fieldId(parts.slice(0, length).join(".")));
    if (element === null) continue;
    const folded = element.closest("details");
    if (folded !== null) folded.open = true;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    return;
  }
}

/** The value of one recipe key and how to change it; the control that shows it checks the type. */
export function useRecipeField(name: RecipePath) {
  const { control } = useFormContext<FormValues, unknown, Recipe>();
  const { field } = useController({ control, name });
  const value: unknown = field.value;
  return { value, set: (next: unknown) => field.onChange(next), onBlur: field.onBlur };
}
