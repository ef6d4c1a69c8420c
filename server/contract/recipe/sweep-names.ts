import type { TrialValues } from "./sweep-values";

const maxName = 80;

/** Each key by as few of its last parts as tell it apart from the others. */
export function shortKeys(keys: readonly string[]): Map<string, string> {
  return new Map(keys.map((key) => [key, shortKey(key, keys)]));
}

function shortKey(key: string, keys: readonly string[]): string {
  const parts = key.split(".");
  const suffixes = parts.map((_, index) => parts.slice(parts.length - 1 - index).join("."));
  const isAlone = (suffix: string) => !keys.some((other) => other !== key && `.${other}`.endsWith(`.${suffix}`));
  return suffixes.find(isAlone) ?? key;
}

/** A value as it is read: text as it is, null as "none", small numbers such as `1e-5`, anything else as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "number" && value !== 0 && Math.abs(value) < 1e-3) return value.toExponential();
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `learningRate=0.0001, rank=8` for the values of a trial. */
export function valuesText(values: TrialValues): string {
  const names = shortKeys(Object.keys(values));
  return Object.entries(values)
    .map(([key, value]) => `${names.get(key) ?? key}=${valueText(value)}`)
    .join(", ");
}

/** The name of a trial's run: the recipe's, the trial's number from 1, its values, and the seed where it is repeated. */
export function trialName(
  name: string,
  { index, values, seed }: { index: number; values: TrialValues; seed: number | null },
): string {
  const end = `${seed === null ? "" : ` · seed ${seed}`}`;
  const begin = `${name.slice(0, 40).trim()} · ${index + 1} · `;
  return `${begin}${valuesText(values).slice(0, maxName - begin.length - end.length)}${end}`.trim();
}
