import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createKeyedThrottle } from "../../../../components/trpc/throttle";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("acts at once, then at most once an interval, and never forgets the last call", () => {
  const throttle = createKeyedThrottle();
  const act = vi.fn();
  for (let call = 0; call < 10; call += 1) throttle.run("a", 350, act);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(350);
  expect(act).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(act).toHaveBeenCalledTimes(2);
});

it("keeps keys apart and drops what waits on cancel", () => {
  const throttle = createKeyedThrottle();
  const act = vi.fn();
  throttle.run("a", 350, act);
  throttle.run("b", 350, act);
  expect(act).toHaveBeenCalledTimes(2);
  throttle.run("a", 350, act);
  throttle.cancel();
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(2);
});
