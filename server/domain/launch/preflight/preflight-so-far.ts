import { setTimeout as sleep } from "node:timers/promises";
import type { PreflightSoFar } from "../../../contract/preflight";
import type { Problem } from "../../../contract/problem";
import { listAllowedFolders } from "../../../platform/allowed-folders";
import { digestOf } from "../../../platform/digest";
import type { Services } from "../../services";
import { type PreflightParts, preflightRecipe } from "./preflight";

/** A look that takes no longer is answered whole at once. */
const graceMs = 300;
/** A page asks twice a second while it is shown. */
const forgottenMs = 5_000;

type Looking = PreflightSoFar["looking"];

type Look = {
  parts: PreflightParts;
  problems: Problem[];
  files: Map<string, number>;
  tokens: number | null;
  whole: Promise<PreflightSoFar>;
  abort: AbortController;
  forget: NodeJS.Timeout;
};

const looks = new Map<string, Look>();

/**
 * What is known of a recipe by now, and what is still being looked at. The first to ask begins the look, those who ask again
 * hear how far it is; one that nobody has asked about for five seconds is given up.
 */
export async function preflightSoFar(services: Services, input: unknown): Promise<PreflightSoFar> {
  // A look that began before a folder was allowed, or taken back, says nothing of now.
  const key = digestOf([services.paths.home, listAllowedFolders(services.paths.home), input]);
  const look = looks.get(key) ?? begin(services, key, input);
  clearTimeout(look.forget);
  look.forget = forgetLater(key, look);
  const whole = await Promise.race([look.whole, sleep(graceMs, null)]);
  if (whole === null) return soFar(look);
  end(key, look);
  return whole;
}

function begin(services: Services, key: string, input: unknown): Look {
  const abort = new AbortController();
  const files = new Map<string, number>();
  const watch = {
    signal: abort.signal,
    onFile: (reference: string, share: number) => {
      if (share < 1) files.set(reference, share);
      else files.delete(reference);
    },
    onProblems: (problems: Problem[]) => Object.assign(look, { problems }),
    onParts: (parts: PreflightParts) => Object.assign(look.parts, parts),
    onTokens: (tokens: number) => Object.assign(look, { tokens }),
  };
  const whole = preflightRecipe(services, input, watch).then((answer) => ({ ...answer, looking: [] }));
  // Whoever asks hears of it; nobody may be there to.
  whole.catch(() => undefined);
  const look: Look = {
    ...{ parts: {}, problems: [], files, tokens: null, whole, abort },
    forget: setTimeout(() => undefined, 0),
  };
  looks.set(key, look);
  whole.catch(() => end(key, look));
  return look;
}

function forgetLater(key: string, look: Look): NodeJS.Timeout {
  return setTimeout(() => {
    end(key, look);
    look.abort.abort();
  }, forgottenMs).unref();
}

function end(key: string, look: Look): void {
  clearTimeout(look.forget);
  if (looks.get(key) === look) looks.delete(key);
}

function soFar({ parts, problems, files, tokens }: Look): PreflightSoFar {
  const { pair = null, memory = null, data = null, resolved = [] } = parts;
  const reading: Looking = [...files].map(([file, share]) => ({ part: "data", file, share }));
  const looking: Looking = [
    ...reading,
    ...(pair === null ? [{ part: "pair" as const, file: null, share: null }] : []),
    ...(memory === null ? [{ part: "memory" as const, file: null, share: tokens }] : []),
    { part: "time", file: null, share: null },
  ];
  const isDataKnown = memory !== null;
  return {
    preflight: { pair, memory, data: isDataKnown ? data : null, advice: [], time: null, sweep: null, resolved },
    problems,
    looking,
  };
}
