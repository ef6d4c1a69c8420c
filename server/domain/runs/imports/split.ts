import type { ImportState } from "./state";

/** The numbers of one step as one line or event file told them. */
export type Reading = {
  values: Record<string, number>;
  step: number | null;
  totalSteps: number | null;
  elapsedMs: number | null;
  remainingMs: number | null;
  /** Known exactly only in TensorBoard's files. */
  atMs: number | null;
  isSummary: boolean;
  /** Whether a step told once more means that the training went back to it. */
  repeatsMeanResume: boolean;
  /** The first of a file that was put in the place of another. */
  beginsAnew: boolean;
};

export type Section = { attempt: number; readings: Reading[]; state: ImportState };

/**
 * Cuts readings into attempts: one ends where steps go back, where the clock of the training starts again, or where
 * training goes on after its summary. Each section carries the state after it; the last one's is the state to keep. Pure.
 */
export function splitAttempts(before: ImportState, readings: Reading[]): Section[] {
  const sections: Section[] = [{ attempt: before.attempt, readings: [], state: before }];
  for (const reading of readings) {
    let current = sections[sections.length - 1];
    if (current === undefined || goesBack(current.state, reading)) {
      const attempt = (current?.attempt ?? 0) + 1;
      const lastState = current?.state ?? before;
      const fresh = {
        lastSteps: {},
        elapsedMs: null,
        startMs: null,
        lastAtMs: null,
        hasSummary: false,
        step: null,
        totalSteps: null,
      };
      current = { attempt, readings: [], state: { ...lastState, ...fresh, attempt } };
      sections.push(current);
    }
    current.readings.push(reading);
    current.state = advance(current.state, reading);
  }
  return sections;
}

function goesBack(state: ImportState, reading: Reading): boolean {
  if (Object.keys(state.lastSteps).length === 0) return false;
  if (reading.beginsAnew) return true;
  const { step } = reading;
  if (step === null) return false;
  if (reading.elapsedMs !== null && state.elapsedMs !== null && reading.elapsedMs < state.elapsedMs) return true;
  const isTraining = isTrainingLoss(reading);
  if (state.hasSummary && isTraining) return true;
  return Object.keys(reading.values).some((key) => {
    const last = state.lastSteps[key];
    if (last === undefined) return false;
    return step < last || (step === last && reading.repeatsMeanResume && isTraining);
  });
}

/** Evaluation may tell a step that training has told; the training loss is told once. */
function isTrainingLoss({ values }: Reading): boolean {
  return "loss" in values || "train/loss" in values;
}

function advance(state: ImportState, reading: Reading): ImportState {
  const { step } = reading;
  const told = step === null ? {} : Object.fromEntries(Object.keys(reading.values).map((key) => [key, step]));
  return {
    ...state,
    lastSteps: { ...state.lastSteps, ...told },
    elapsedMs: reading.elapsedMs ?? state.elapsedMs,
    lastAtMs: reading.atMs ?? state.lastAtMs,
    hasSummary: state.hasSummary || reading.isSummary,
    step: step === null ? state.step : Math.max(step, state.step ?? step),
    totalSteps: reading.totalSteps ?? state.totalSteps,
  };
}
