import { isTree } from "../../../../server/contract/at-path";
import { type Quantize, quantizeSchema } from "../../../../server/contract/recipe/quantize";
import { quantizeMethods } from "../../../../server/contract/recipe/quantize-methods/registry";
import { givenSubjects } from "../../../../server/contract/recipe/subjects";
import { namesOf } from "../../../../server/contract/registry";

/** Every quantisation that the recipe knows, method by method, bits by bits. */
export const quantizeOptions: readonly Quantize[] = namesOf(quantizeMethods).flatMap((method) =>
  quantizeMethods[method].bits.map((bits) => quantizeSchema.parse({ method, bits })),
);

/** The name of a quantisation, as in `student-bnb-4`. */
export function quantizeKey({ method, bits }: Pick<Quantize, "method" | "bits">): string {
  return `${method}-${bits}`;
}

/** How a quantisation is called in the form, such as `GPTQ 4-bit`. */
export function quantizeLabel({ method, bits }: Pick<Quantize, "method" | "bits">): string {
  return `${quantizeMethods[method].name} ${bits}-bit`;
}

function entryKey(item: unknown): string | null {
  return isTree(item) ? `${String(item.method)}-${String(item.bits ?? 4)}` : null;
}

/** The names of the quantisations that a list in the recipe asks for. */
export function quantizeKeys(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => entryKey(item) ?? []);
}

/** The list with exactly the chosen quantisations; those that stay keep their settings. */
export function withQuantizations(value: unknown, keys: readonly string[]): unknown[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return quantizeOptions
    .filter((option) => keys.includes(quantizeKey(option)))
    .map((option) => items.find((item) => entryKey(item) === quantizeKey(option)) ?? option);
}

/** The entries whose scales are chosen by looking at data, with their place in the list. */
export function calibratedEntries(value: unknown): { place: number; option: Quantize }[] {
  return quantizeKeys(value).flatMap((key, place) => {
    const option = quantizeOptions.find((known) => quantizeKey(known) === key);
    return option && quantizeMethods[option.method].isCalibrated ? [{ place, option }] : [];
  });
}

/** Every subject that a recipe with these quantisations can measure, in the order in which they are measured. */
export function subjectNames(quantize: unknown): string[] {
  return [...givenSubjects, "student", ...quantizeKeys(quantize).map((key) => `student-${key}`)];
}
