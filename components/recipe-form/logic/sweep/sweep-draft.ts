import { isTree, valueAt } from "../../../../server/contract/at-path";
import { type SweepInput, type SweepRange, toLongSweep } from "../../../../server/contract/recipe/sweep";
import { valueText } from "../../../../server/contract/recipe/sweep-names";
import { parseArgValue } from "../fields/extra-args";
import type { FormValues } from "../form-values";

/** The values of one key as they are edited: a list, or a range whose numbers may still be missing. */
export type DraftParameter =
  | { kind: "list"; values: readonly unknown[] }
  | { kind: "range"; range: Partial<SweepRange> };

/** The varied keys of a sweep in either form, in order; what is no list is read as a range. */
export function draftParameters(sweep: SweepInput | undefined): [string, DraftParameter][] {
  const long = toLongSweep(sweep);
  const parameters = isTree(long) && isTree(long.parameters) ? long.parameters : {};
  return Object.entries(parameters).map(([key, value]) => [
    key,
    Array.isArray(value) ? { kind: "list", values: value } : { kind: "range", range: isTree(value) ? value : {} },
  ]);
}

/** The sweep with other parameters and its options as they were; undefined where nothing is varied any more. */
export function withParameters(
  sweep: SweepInput | undefined,
  parameters: readonly [string, DraftParameter][],
): unknown {
  if (parameters.length === 0) return undefined;
  const long = toLongSweep(sweep ?? {});
  const written = parameters.map(([key, draft]) => [key, draft.kind === "list" ? draft.values : draft.range] as const);
  return { ...(isTree(long) ? long : {}), parameters: Object.fromEntries(written) };
}

/** Typed chips as values: what was there stays what it was, numbers and truth values by their kind, "none" leaves the key out. */
export function chipsToValues(chips: readonly string[], before: readonly unknown[]): unknown[] {
  return chips.map((chip) => {
    const kept = before.find((value) => valueText(value) === chip);
    if (kept !== undefined) return kept;
    return chip === "none" ? null : parseArgValue(chip);
  });
}

/** What a key begins with when it is added: the recipe's own value, where it has one. */
export function firstParameter(values: FormValues, key: string): DraftParameter {
  const value = valueAt(values, key);
  return { kind: "list", values: value === undefined ? [] : [value] };
}

const sections = ["knowledge", "training", "memory", "quantize"];
const single = ["data.maxLength", "data.seed", "teacher.source", "training.maxSteps"];

/** Keys of a recipe that are often worth varying, those already varied left out. */
export function sweepableKeys(values: FormValues): string[] {
  const taken = draftParameters(values.sweep).map(([key]) => key);
  const found = sections.flatMap((section) => leafKeys(valueAt(values, section), section));
  const keys = [...new Set([...found, ...single])];
  return keys.filter((key) => !taken.includes(key) && !key.endsWith(".kind")).sort();
}

function leafKeys(node: unknown, path: string): string[] {
  if (isTree(node)) return Object.entries(node).flatMap(([key, inner]) => leafKeys(inner, `${path}.${key}`));
  if (Array.isArray(node)) return node.flatMap((inner, index) => leafKeys(inner, `${path}.${index}`));
  return typeof node === "number" || typeof node === "boolean" || typeof node === "string" ? [path] : [];
}
