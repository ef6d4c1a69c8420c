import type { Preflight, PreflightSoFar } from "../../../server/contract/preflight";
import type { FormValues } from "./form-values";

/** How what is shown relates to the form: of these values, being looked at, of the last complete recipe, or not answered. */
export type PreflightState = "current" | "looking" | "incomplete" | "failed";

/** What is known of a recipe; a part that is not known yet is null. */
export type PreflightParts = NonNullable<PreflightSoFar["preflight"]>;

type StateInput = { isAskable: boolean; isChecking: boolean; isError: boolean };

/** `isAskable`: the recipe is complete enough to be looked at; `isChecking`: the answer has not come yet. */
export function preflightStateOf({ isAskable, isChecking, isError }: StateInput): PreflightState {
  if (!isAskable) return "incomplete";
  if (isChecking) return "looking";
  return isError ? "failed" : "current";
}

/** True when both recipes name the same teacher and student. */
export function isSamePair(one: FormValues, other: FormValues): boolean {
  return one.teacher.model === other.teacher.model && one.student.model === other.student.model;
}

/** True when both recipes name the same teacher, student and training data. */
export function isSameInputs(one: FormValues, other: FormValues): boolean {
  return isSamePair(one, other) && JSON.stringify(one.data.train) === JSON.stringify(other.data.train);
}

/** What still holds of a recipe while other keys of it are unfinished: its pair and its data; the rest follows from those keys. */
export function remainingParts(preflight: Preflight | PreflightParts | null): PreflightParts | null {
  if (preflight === null) return null;
  const { pair, data } = preflight;
  return { pair, data, memory: null, time: null, sweep: null, advice: [], resolved: [] };
}
