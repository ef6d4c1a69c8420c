import type { FormValues } from "./form-values";

/** How what is shown relates to the form: of these values, being looked at anew, of the last complete recipe, or not answered. */
export type PreflightState = "current" | "looking" | "incomplete" | "failed";

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
