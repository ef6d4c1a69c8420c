type Work<Answer> = { answer: Promise<Answer>; waiting: number; ending: AbortController };

/**
 * Does each piece of work once for all who ask for it, one piece after the other, and keeps the last answers. Work for which
 * nobody waits any more is ended by its signal, and forgotten. An answer for which `isWorthKeeping` says no is made again.
 */
export function shareWork<Answer>(most: number, isWorthKeeping: (answer: Answer) => boolean) {
  const kept = new Map<string, Answer>();
  const open = new Map<string, Work<Answer>>();
  const line = { last: Promise.resolve() };

  const begin = (key: string, work: (signal: AbortSignal) => Promise<Answer>): Work<Answer> => {
    const ending = new AbortController();
    const answer = line.last.then(() => work(ending.signal));
    line.last = answer.then(
      () => undefined,
      () => undefined,
    );
    const begun = { answer, waiting: 0, ending };
    open.set(key, begun);
    void answer
      .then((given) => {
        if (!isWorthKeeping(given) || ending.signal.aborted) return;
        kept.set(key, given);
        const [oldest] = kept.keys();
        if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      })
      .catch(() => undefined)
      .finally(() => {
        if (open.get(key) === begun) open.delete(key);
      });
    return begun;
  };

  return (key: string, work: (signal: AbortSignal) => Promise<Answer>, signal?: AbortSignal): Promise<Answer> => {
    const known = kept.get(key);
    if (known !== undefined) return Promise.resolve(known);
    const current = open.get(key);
    const shared = current === undefined || current.ending.signal.aborted ? begin(key, work) : current;
    shared.waiting += 1;
    const leave = () => {
      shared.waiting -= 1;
      if (shared.waiting === 0) shared.ending.abort();
    };
    signal?.addEventListener("abort", leave, { once: true });
    return shared.answer.finally(() => signal?.removeEventListener("abort", leave));
  };
}
