import type { Exit } from "../../../contract/stage";
import type { ImportState } from "./state";

type Facts = {
  /** A command line follows the folder. */
  isFollowed: boolean;
  /** How long nothing was written. */
  quietMs: number;
  giveUpMs: number;
};

/** How an imported training ended, or null while it is followed and may go on. Pure. */
export function decideEnding(state: ImportState, { isFollowed, quietMs, giveUpMs }: Facts): Exit | null {
  if (state.hasSummary) return exitOf("succeeded", "The log ends with the trainer's summary", null);
  if (isFollowed && quietMs < giveUpMs) return null;
  const place = state.step === null ? "" : ` at step ${state.step}${state.totalSteps ? ` of ${state.totalSteps}` : ""}`;
  return isFollowed
    ? lostExit(`The log ends${place} and has not changed for ${Math.round(quietMs / 60_000)} minutes`)
    : lostExit(`The log ends${place} without the trainer's summary, so how the training ended is not known`);
}

/** Nothing tells any more how the training goes on. */
export function lostExit(message: string): Exit {
  return exitOf("lost", message, "If it still trains, import the folder again with --follow");
}

/** A person ended the following; the training itself may go on. */
export function unfollowedExit(): Exit {
  return exitOf("cancelled", "The import was ended here; the training itself is not Stillroom's to end", null);
}

/** An attempt after which the log goes on with another. */
export function supersededExit(hasSummary: boolean): Exit {
  if (hasSummary) return exitOf("succeeded", "The log shows the trainer's summary, then a later attempt", null);
  return exitOf("lost", "The log stops without a summary and goes on with a later attempt", null);
}

function exitOf(outcome: Exit["outcome"], message: string, suggestion: string | null): Exit {
  return { outcome, reason: null, exitCode: null, signal: null, logTail: [], message, suggestion };
}
