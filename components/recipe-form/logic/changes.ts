import { blankRecipe, type FormValues, isTree, valueAt } from "./form-values";

/** Recipe keys in dot form with their new values; null and undefined take a key away. */
export type Changes = Readonly<Record<string, unknown>>;

/** The values with some keys replaced; what is given is left as it is. */
export function withChanges(values: FormValues, changes: Changes): FormValues {
  const changed = Object.entries(changes).reduce<unknown>(
    (node, [path, value]) => replaceAt(node, path.split("."), value),
    values,
  );
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

function replaceAt(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((item, index) => (String(index) === key ? replaceAt(item, rest, value) : item));
  const tree = isTree(node) ? node : {};
  const next = rest.length === 0 ? (value ?? undefined) : replaceAt(tree[key], rest, value);
  if (next !== undefined) return { ...tree, [key]: next };
  return Object.fromEntries(Object.entries(tree).filter(([other]) => other !== key));
}
