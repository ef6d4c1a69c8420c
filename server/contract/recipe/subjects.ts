import type { Quantize } from "./quantize";

/** Subjects whose model is the recipe's own, not made by a stage. */
export const givenSubjects = ["teacher", "student-base"] as const;

/** True for a subject that no stage has to make first. */
export function isGivenSubject(subject: string): boolean {
  return givenSubjects.some((given) => given === subject);
}

/** The subject that a quantisation makes, such as `student-bnb-4`. */
export function quantizedSubject({ method, bits }: Pick<Quantize, "method" | "bits">): string {
  return `student-${method}-${bits}`;
}

/** Every subject of a recipe with these quantisations, in the order in which they are measured. */
export function listSubjects(quantize: readonly Quantize[]): string[] {
  return [...givenSubjects, "student", ...quantize.map(quantizedSubject)];
}
