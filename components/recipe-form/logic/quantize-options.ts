import {
  type Quantize,
  quantizeBits,
  quantizeMethodSchema,
  quantizeSchema,
} from "../../../server/contract/recipe/quantize";
import { givenSubjects } from "../../../server/contract/recipe/subjects";
import { isTree } from "./form-values";

/** Every quantisation that the recipe knows, method by method, bits by bits. */
export const quantizeOptions: readonly Quantize[] = quantizeMethodSchema.options.flatMap((method) =>
  quantizeBits[method].map((bits) => quantizeSchema.parse({ method, bits })),
);

/** The name of a quantisation, as in `student-bnb-4`. */
export function quantizeKey({ method, bits }: Pick<Quantize, "method" | "bits">): string {
  return `${method}-${bits}`;
}

/** The names of the quantisations that a list in the recipe asks for. */
export function quantizeKeys(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.flatMap((item) => (isTree(item) ? [`${String(item.method)}-${String(item.bits ?? 4)}`] : []));
}

/** Every subject that a recipe with these quantisations can measure, in the order in which they are measured. */
export function subjectNames(quantize: unknown): string[] {
  return [...givenSubjects, "student", ...quantizeKeys(quantize).map((key) => `student-${key}`)];
}
