import { namesOf } from "./registry";

type FailureTraits = {
  /** The same attempt may end otherwise later, without a change of the recipe. */
  isPassing: boolean;
  /** Another attempt with the same recipe fails again. */
  isByRecipe?: boolean;
  /** Less memory is what helps. */
  isMemory?: boolean;
};

const lasting = { isPassing: false };
const passing = { isPassing: true };
const byRecipe = { isPassing: false, isByRecipe: true };

/** Every reason for which a stage fails. Its words in short are the text `failures.<reason>`. */
export const failureReasons = {
  oom: { ...lasting, isMemory: true },
  "cuda-oom": { ...lasting, isMemory: true },
  nan: lasting,
  "half-precision": byRecipe,
  "model-type": byRecipe,
  template: byRecipe,
  attention: byRecipe,
  "file-gone": lasting,
  "model-gone": lasting,
  "bad-data": lasting,
  "rows-too-long": byRecipe,
  "no-steps": byRecipe,
  "model-damaged": lasting,
  "bad-argument": lasting,
  "missing-dependency": lasting,
  "disk-full": passing,
  "port-taken": passing,
  network: passing,
  killed: passing,
  crashed: lasting,
  "not-settled": lasting,
  /** A stage of another trial that would make the same failed. */
  "same-failed": lasting,
} as const satisfies Record<string, FailureTraits>;

export type FailureReason = keyof typeof failureReasons;

export const failureReasonNames = namesOf(failureReasons);

/** What holds of every failure for this reason. */
export function failureTraitsOf(reason: FailureReason): FailureTraits {
  return failureReasons[reason];
}
