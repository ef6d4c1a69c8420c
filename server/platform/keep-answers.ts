/** Those who wait for an answer: `signal` says that one does no longer, `onProgress` is told the share (0 to 1) that is done. */
export type Watch = { signal?: AbortSignal | undefined; onProgress?: ((share: number) => void) | undefined };

type KeepOptions<Input, Answer> = {
  /** What the answer is about: the same key with another fingerprint takes the place of the older answer. */
  keyOf: (input: Input) => string;
  /** Equal as long as the answer stays true. */
  fingerprintOf: (input: Input) => string;
  weigh: (answer: Answer) => number;
  maxWeight: number;
};

type Kept<Answer> = {
  fingerprint: string;
  answer: Promise<Answer>;
  weight: number;
  isSettled: boolean;
  watchers: Set<Watch>;
  abort: AbortController;
};

/**
 * Asks once for each input: the answer is given again while its fingerprint stays the same, also to those who ask while it is
 * still being worked out. Work that nobody waits for any more is given up. Of what is not asked for any more the oldest is let
 * go above `maxWeight`.
 */
export function keepAnswers<Input, Answer>(
  ask: (input: Input, watch: Watch) => Promise<Answer>,
  { keyOf, fingerprintOf, weigh, maxWeight }: KeepOptions<Input, Answer>,
): (input: Input, watch?: Watch) => Promise<Answer> {
  const answers = new Map<string, Kept<Answer>>();

  const letOldestGo = () => {
    let weight = [...answers.values()].reduce((sum, kept) => sum + kept.weight, 0);
    for (const [key, kept] of [...answers].slice(0, -1)) {
      if (weight <= maxWeight) return;
      answers.delete(key);
      weight -= kept.weight;
    }
  };

  const forget = (key: string, kept: Kept<Answer>) => {
    if (answers.get(key) === kept) answers.delete(key);
  };

  const begin = (input: Input, key: string, fingerprint: string): Kept<Answer> => {
    const abort = new AbortController();
    const watchers = new Set<Watch>();
    const onProgress = (share: number) => {
      for (const watcher of watchers) watcher.onProgress?.(share);
    };
    const answer = ask(input, { signal: abort.signal, onProgress });
    const kept: Kept<Answer> = { fingerprint, answer, weight: 0, isSettled: false, watchers, abort };
    answer.then(
      (found) => {
        kept.isSettled = true;
        kept.weight = weigh(found);
        letOldestGo();
      },
      () => {
        kept.isSettled = true;
        forget(key, kept);
      },
    );
    return kept;
  };

  return (input, watch = {}) => {
    watch.signal?.throwIfAborted();
    const key = keyOf(input);
    const fingerprint = fingerprintOf(input);
    const known = answers.get(key);
    answers.delete(key);
    const kept = known?.fingerprint === fingerprint ? known : begin(input, key, fingerprint);
    answers.set(key, kept);
    return kept.isSettled ? kept.answer : whileWatched(kept, watch, () => forget(key, kept));
  };
}

/** The answer, or the reason for which this one no longer waits; the last one to leave ends the work. */
function whileWatched<Answer>(kept: Kept<Answer>, watch: Watch, forget: () => void): Promise<Answer> {
  kept.watchers.add(watch);
  const leave = () => {
    kept.watchers.delete(watch);
    if (kept.watchers.size > 0 || kept.isSettled) return;
    forget();
    kept.abort.abort();
  };
  const { signal } = watch;
  if (signal === undefined) return kept.answer;
  return new Promise<Answer>((resolve, reject) => {
    const stop = () => {
      leave();
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    kept.answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
