import { statSync } from "node:fs";
import type { DataMapping } from "../../../contract/data-look";
import { canonicalJson } from "../../../platform/digest";
import { fileStamp } from "../../../platform/file-stamp";
import { keepAnswers, type Watch } from "../../../platform/keep-answers";

/** How a data file is read, beside who waits for it: the columns that a recipe names. */
export type Reading = Watch & { columns?: DataMapping | undefined };

/** A reader of files that reads each once while it stays as it is, and is read in the same way; throws for one that is gone. */
export function keepReadings<Facts>(
  read: (path: string, reading: Reading) => Promise<Facts>,
  { weigh, maxWeight }: { weigh: (facts: Facts) => number; maxWeight: number },
): (path: string, reading?: Reading) => Promise<Facts> {
  type Input = { path: string; columns: DataMapping | undefined };
  const ask = ({ path, columns }: Input, watch: Watch) => read(path, { ...watch, columns });
  const kept = keepAnswers(ask, {
    keyOf: ({ path, columns }) => canonicalJson([path, columns ?? {}]),
    fingerprintOf: ({ path }) => fileStamp(path),
    weigh,
    maxWeight,
  });
  return (path, { columns, ...watch } = {}) => {
    statSync(path);
    return kept({ path, columns }, watch);
  };
}
