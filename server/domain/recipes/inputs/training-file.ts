import { statSync } from "node:fs";
import type { DataContainer, DataProblem } from "../../../contract/data-look";
import { FaultGroups, fatalProblem } from "../data/fault-groups";
import { FileFault, type RowFault } from "../data/faults";
import { isHeldOut, type TrainingRow } from "../data/formats/format";
import { newRowFacts, rowsOf } from "../data/rows-of";
import { normalizePrompt } from "../data-file";
import { keepReadings, type Reading } from "./keep-readings";
import { Reservoir } from "./reservoir";
import { KeyList, keyOfText } from "./text-keys";
import { type ColumnFacts, noColumnFacts, noteColumns } from "./training-columns";

/** As many rows, and as much text of them, as are looked at for more than their shape. */
export const maxRows = 200_000;
export const maxCharacters = 256 * 2 ** 20;
/** Rows of an even sample. */
export const maxSampled = 2_000;
const sampleSeed = 42;
const keptCharacters = 2 ** 14;
const keptColumns = 1_000;
const keptFirst = 20;

/** The beginning of a text, and how long all of it is. */
export type SampledText = { text: string; characters: number };

/** What the first 200,000 rows of a training file, or 256 MB, hold. */
export type RowsLook = {
  rows: number;
  characters: number;
  emptyAnswers: number;
  columns: string[];
  /** In the order of the rows; equal for rows that are alike once normalised and have the very same answer. */
  rowKeys: BigUint64Array;
  sample: SampledText[];
};

/** Everything that is asked of a training file, from one reading. It grows with the file by 8 bytes for each prompt only. */
export type TrainingFacts = {
  /** Rows, good and bad. */
  lines: number;
  /** Good rows. */
  rows: number;
  /** What is wrong, all rows of a kind at once. */
  problems: DataProblem[];
  /** What good rows lack that some ways of training need. */
  columns: ColumnFacts;
  container: DataContainer;
  /** Whether the engine can be given the file as it is. */
  isNormal: boolean;
  /** Keys of the normalised prompts, sorted. */
  prompts: BigUint64Array;
  /** The first 20 prompts as they are. */
  firstPrompts: string[];
  /** The texts of the first 20 rows, null for bad ones. */
  firstTexts: (string | null)[];
  look: RowsLook;
};

/** What a training or validation file holds, to its end. The last readings are kept. */
export const readTrainingFile = keepReadings(scan, {
  weigh: ({ prompts, look }) =>
    prompts.byteLength + look.rowKeys.byteLength + 2 * look.sample.reduce((sum, { text }) => sum + text.length, 0),
  maxWeight: 64 * 2 ** 20,
});

async function scan(path: string, { onProgress, columns }: Reading): Promise<TrainingFacts> {
  const file = newRowFacts();
  const seen = new Scan();
  const fatal: FileFault[] = [];
  const sizeBytes = Math.max(1, statSync(path).size);
  try {
    for await (const entry of rowsOf(path, { columns, use: "training" }, file)) {
      if (entry.line % 64 === 0) onProgress?.(Math.min(1, file.sizeBytes / sizeBytes));
      if ("fault" in entry) seen.refuse(entry.fault, entry.line);
      else if (!isHeldOut(entry.row)) seen.take(entry.row, entry.line);
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    fatal.push(error);
  }
  const problems = [...fatal.map(fatalProblem), ...seen.faults.problems(file)];
  const isNormal = file.isNormal && problems.length === 0;
  return { ...seen.facts(), problems, container: file.container, isNormal };
}

class Scan {
  readonly faults = new FaultGroups();
  private readonly columns = noColumnFacts();
  private rows = 0;
  private looked = { rows: 0, characters: 0, emptyAnswers: 0 };
  private readonly names = new Set<string>();
  private readonly prompts = new KeyList();
  private readonly rowKeys = new KeyList();
  private readonly firstPrompts: string[] = [];
  private readonly firstTexts: (string | null)[] = [];
  private readonly sample = new Reservoir<SampledText>(maxSampled, sampleSeed);

  refuse(fault: RowFault, line: number): void {
    this.faults.add(fault, line);
    if (this.firstTexts.length < keptFirst) this.firstTexts.push(null);
  }

  take(row: TrainingRow, line: number): void {
    const { messages } = row;
    this.rows += 1;
    noteColumns(this.columns, line, row);
    const said = messages.map(({ role, content }) => [role, normalizePrompt(content)] as const);
    for (const [role, prompt] of said) if (role === "user") this.prompts.add(keyOfText(prompt));
    if (this.firstPrompts.length < keptFirst) this.firstPrompts.push(...promptsOf(row));
    if (this.firstTexts.length < keptFirst)
      this.firstTexts.push(beginningOf(messages.map(({ content }) => content).join("\n")));
    if (this.looked.rows < maxRows && this.looked.characters < maxCharacters) this.look(row, said);
  }

  private look(row: TrainingRow, said: readonly (readonly [string, string])[]): void {
    // Chat templates write the role before each message, much like this.
    const text = row.messages.map(({ role, content }) => `${role}\n${content}\n`).join("");
    const last = row.messages.at(-1);
    const answer = last?.role === "assistant" ? last.content.trim() : null;
    this.looked.rows += 1;
    this.looked.characters += text.length;
    if (answer === "") this.looked.emptyAnswers += 1;
    if (this.names.size < keptColumns) for (const name of Object.keys(row)) this.names.add(name);
    this.rowKeys.add(keyOfText(JSON.stringify([said, answer, row.rejected_response, row.label])));
    this.sample.offer({ text: beginningOf(text), characters: text.length });
  }

  facts(): Omit<TrainingFacts, "problems" | "container" | "isNormal"> {
    const { rows, columns, firstTexts } = this;
    return {
      ...{ lines: rows + this.faults.rows, rows, columns, firstTexts },
      prompts: this.prompts.distinct(),
      firstPrompts: this.firstPrompts.slice(0, keptFirst),
      look: {
        ...this.looked,
        columns: [...this.names],
        rowKeys: this.rowKeys.inOrder(),
        sample: this.sample.items,
      },
    };
  }
}

function promptsOf({ messages }: TrainingRow): string[] {
  return messages.filter(({ role }) => role === "user").map(({ content }) => beginningOf(content));
}

/** Copied: a piece of a long text keeps all of it in memory. */
function beginningOf(text: string): string {
  return text.length <= keptCharacters
    ? text
    : Buffer.from(text.slice(0, keptCharacters), "utf16le").toString("utf16le");
}
