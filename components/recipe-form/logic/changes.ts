import { isTree, setAt, valueAt } from "../../../server/contract/at-path";
import { blankRecipe, type FormValues } from "./form-values";

/** Recipe keys in dot form with their new values; null and undefined take a key away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The values with some keys replaced; what is given is left as it is, and so is what a change finds no place in. */
export function withChanges(values: FormValues, changes: Changes): FormValues {
  const changed = Object.entries(changes).reduce<unknown>((tree, [path, value]) => {
    const placed = setAt(tree, path, value);
    return placed.isPlaced ? placed.tree : tree;
  }, values);
  return isTree(changed) ? Object.assign(blankRecipe(), changed) : values;
}

/** The changes that bring these values back after `changes` have been made. */
export function changesBack(values: FormValues, changes: Changes): Changes {
  return Object.fromEntries(
    Object.keys(changes).map((path) => {
      const key = firstMissing(values, path) ?? path;
      return [key, valueAt(values, key)];
    }),
  );
}

function firstMissing(values: FormValues, path: string): string | null {
  const parts = path.split(".");
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join("."));
  return prefixes.find((prefix) => valueAt(values, prefix) === undefined) ?? null;
}
