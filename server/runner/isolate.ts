import type { Services } from "../domain/services";
import type { LogDetail, Tell } from "../platform/logger/logger";
import { messageOf } from "./message";
import { mustWait } from "./pause";

/** What a look needs to keep one fault with the thing that it is of: `told` holds what was last said of each thing. */
export type Faults = { log: Tell; told: Map<string, string> };

/** Says in the log what is wrong with one thing, once and not at every look; `about` is what it is of. */
export function tellFault({ log, told }: Faults, thing: string, error: unknown, about: LogDetail = {}): void {
  const message = messageOf(error);
  if (told.get(thing) === message) return;
  told.set(thing, message);
  log(`${thing}: ${message}`, { ...about, err: error });
}

/** Does the pieces of a look one after the other. What goes wrong in one keeps no other from its turn and is thrown when all have had theirs; what storage cannot take now is thrown at once. */
export async function doEach(services: Services, pieces: readonly (() => void | Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const piece of pieces) {
    try {
      await piece();
    } catch (error) {
      if (mustWait(error, services)) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}
