"use client";

import { valueAt } from "../../../server/contract/at-path";
import type { FormValues } from "../logic/form-values";
import { useRecipe } from "../recipe-context";

/** Every key of a value in dot form, list items by their number. */
type PathOf<Value> = Value extends readonly (infer Item)[]
  ? `${number}` | `${number}.${PathOf<Item>}`
  : Value extends object
    ? { [Key in keyof Value & string]-?: Key | `${Key}.${PathOf<NonNullable<Value[Key]>>}` }[keyof Value & string]
    : never;

export type RecipePath = PathOf<FormValues>;

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
  const { values, read, write } = useRecipe();
  return {
    value: valueAt(values, name),
    /** The value as it is by now, for what ends long after the form was drawn. */
    read: () => valueAt(read(), name),
    set: (next: unknown) => write({ [name]: next }),
  };
}
