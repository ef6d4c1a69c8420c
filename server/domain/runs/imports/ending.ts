import { type Message, message } from "../../../contract/message";
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
  if (state.hasSummary) return exitOf("succeeded", message("imports.summary"), null);
  if (isFollowed && quietMs < giveUpMs) return null;
  const place = { step: String(state.step ?? "none"), total: String(state.totalSteps || "none") };
  return isFollowed
    ? lostExit(message("imports.quiet", { ...place, minutes: Math.round(quietMs / 60_000) }))
    : lostExit(message("imports.no-summary", place));
}

/** Nothing tells any more how the training goes on. */
export function lostExit(words: Message): Exit {
  return exitOf("lost", words, message("imports.follow-next"));
}

/** A person ended the following; the training itself may go on. */
export function unfollowedExit(): Exit {
  return exitOf("cancelled", message("imports.ended-here"), null);
}

/** An attempt after which the log goes on with another. */
export function supersededExit(hasSummary: boolean): Exit {
  if (hasSummary) return exitOf("succeeded", message("imports.summary-then-later"), null);
  return exitOf("lost", message("imports.later-without-summary"), null);
}

function exitOf(outcome: Exit["outcome"], words: Message, suggestion: Message | null): Exit {
  return { outcome, reason: null, exitCode: null, signal: null, logTail: [], message: words, suggestion };
}
