import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Effect, Job } from "./job";
import { noiseOf } from "./made-up";

/** Carries out what a job does by so many ms after its beginning; a second call goes on where the first ended. */
export type Player = { playUntil: (elapsedMs: number) => void };

const sampleMs = 1_000;

/** A player of `job` in the folder of its attempt, which began at `startedAt`. */
export function createPlayer(job: Job, directory: string, startedAt: number): Player {
  let done = 0;
  let sampledMs = -sampleMs;
  return {
    playUntil: (elapsedMs) => {
      for (let effect = job.effects[done]; effect !== undefined && effect.atMs <= elapsedMs; ) {
        carryOut(effect, directory);
        done += 1;
        effect = job.effects[done];
      }
      let samples = "";
      for (; sampledMs + sampleMs <= elapsedMs; ) {
        sampledMs += sampleMs;
        samples += sampleOf(job, sampledMs, startedAt);
      }
      if (samples !== "") appendFileSync(join(directory, "samples.jsonl"), samples);
    },
  };
}

/** Carries out one effect. */
export function carryOut(effect: Effect, directory: string): void {
  if (effect.kind === "say") {
    appendFileSync(join(directory, "out.log"), `${effect.text}\n`);
    return;
  }
  mkdirSync(dirname(effect.file), { recursive: true });
  if (effect.kind === "append") appendFileSync(effect.file, effect.text);
  else if (effect.kind === "write") writeFileSync(effect.file, effect.text);
  else rmSync(effect.file, { recursive: true, force: true });
}

/** Memory as the wrapper samples it: it rises while the model is loaded, then stays about level. */
function sampleOf({ peakBytes }: Job, elapsedMs: number, startedAt: number): string {
  const share = Math.min(1, 0.3 + elapsedMs / 5_000);
  const bytes = Math.round(peakBytes * (0.96 * share + noiseOf(0.02, elapsedMs)));
  const line = { atMs: Math.round(startedAt + elapsedMs), seconds: elapsedMs / 1_000, "memory/rss_bytes": bytes };
  return `${JSON.stringify(line)}\n`;
}
