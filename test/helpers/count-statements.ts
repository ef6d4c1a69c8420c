import { vi } from "vitest";
import type { Services } from "../../server/domain/services";

/** How many statements are run on the database while `work` is done. */
export function countStatements({ db }: Services, work: () => void): number {
  const prototype = Object.getPrototypeOf(db.$client.prepare("SELECT 1"));
  const spies = (["all", "get", "run", "iterate"] as const).map((method) => vi.spyOn(prototype, method));
  try {
    work();
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
