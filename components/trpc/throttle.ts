/** Calls `act` at most once in `intervalMs` for each key: at once when quiet, else once at the end of the interval. `cancel` drops what waits. */
export function createKeyedThrottle() {
  const lastAt = new Map<string, number>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  return {
    run(key: string, intervalMs: number, act: () => void): void {
      if (waiting.has(key)) return;
      const fire = () => {
        waiting.delete(key);
        lastAt.set(key, Date.now());
        act();
      };
      const remainingMs = (lastAt.get(key) ?? Number.NEGATIVE_INFINITY) + intervalMs - Date.now();
      if (remainingMs <= 0) fire();
      else waiting.set(key, setTimeout(fire, remainingMs));
    },
    cancel(): void {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
