import { statSync } from "node:fs";
import { fileStamp } from "../../../platform/file-stamp";
import { keepAnswers, type Watch } from "../../../platform/keep-answers";

/** A reader of files that reads each once while it stays as it is; throws for one that is gone. */
export function keepReadings<Facts>(
  read: (path: string, watch: Watch) => Promise<Facts>,
  { weigh, maxWeight }: { weigh: (facts: Facts) => number; maxWeight: number },
): (path: string, watch?: Watch) => Promise<Facts> {
  const kept = keepAnswers(read, { keyOf: (path: string) => path, fingerprintOf: fileStamp, weigh, maxWeight });
  return (path, watch) => {
    statSync(path);
    return kept(path, watch);
  };
}
