import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { DataProblem } from "../../../contract/data-look";
import { FaultGroups, fatalProblem } from "./fault-groups";
import { FileFault } from "./faults";
import { lackOf, type RowNeeds } from "./needs";
import { newRowFacts, type RowFacts, type RowOptions, rowsOf } from "./rows-of";

/** Which rows are given to the engine: `needs` is what each has to have. */
export type NormalOptions = RowOptions & { needs?: RowNeeds };

/** What was written; `digest` is that of the rows in the normal form, `problems` says what was left out. */
export type Written = { rows: number; leftOut: number; digest: string; problems: DataProblem[]; facts: RowFacts };

const nothing: RowNeeds = { columns: [], tags: null };
const blockCharacters = 2 ** 16;

/** Writes the good rows of a data file in the normal form. On an error, such as a full disk, no part of it stays. */
export async function writeNormal(source: string, options: NormalOptions, target: string): Promise<Written> {
  const facts = newRowFacts();
  const faults = new FaultGroups();
  const hash = createHash("sha256");
  const fatal: FileFault[] = [];
  let rows = 0;

  async function* blocks(): AsyncGenerator<string> {
    let block = "";
    for await (const entry of rowsOf(source, options, facts)) {
      if ("fault" in entry) faults.add(entry.fault, entry.line);
      else {
        const lack = lackOf(entry.row, options.needs ?? nothing);
        if (lack !== null) faults.add(lack, entry.line);
        else {
          rows += 1;
          block += `${JSON.stringify(entry.row)}\n`;
        }
      }
      if (block.length < blockCharacters) continue;
      hash.update(block);
      yield block;
      block = "";
    }
    hash.update(block);
    yield block;
  }

  try {
    await pipeline(Readable.from(blocks()), createWriteStream(target, { flags: "wx" }));
  } catch (error) {
    await rm(target, { force: true });
    if (!(error instanceof FileFault)) throw error;
    fatal.push(error);
  }
  const problems = [...fatal.map(fatalProblem), ...faults.problems(facts)];
  return { rows, leftOut: faults.rows, digest: hash.digest("hex"), problems, facts };
}
