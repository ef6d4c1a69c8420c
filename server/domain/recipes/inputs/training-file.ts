import type { Watch } from "../../../platform/keep-answers";
import { type ChatRow, chatRowSchema, type LineProblem, normalizePrompt, readJsonLines, readRow } from "../data-file";
import { keepReadings } from "./keep-readings";
import { Reservoir } from "./reservoir";
import { KeyList, keyOfText } from "./text-keys";
import { type ColumnFacts, keptLines, noColumnFacts, noteColumns } from "./training-columns";

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
  /** Lines that are not empty. */
  lines: number;
  /** Lines that are chat rows. */
  rows: number;
  /** What is wrong by line, the first 20. */
  problems: LineProblem[];
  withoutAnswer: number;
  columns: ColumnFacts;
  /** Keys of the normalised prompts, sorted. */
  prompts: BigUint64Array;
  /** The first 20 prompts as they are. */
  firstPrompts: string[];
  /** The texts of the first 20 lines, null for those that are no chat row. */
  firstTexts: (string | null)[];
  look: RowsLook;
};

/** What a training or validation file of chat rows holds, to its end. The last readings are kept. */
export const readTrainingFile = keepReadings(scan, {
  weigh: ({ prompts, look }) =>
    prompts.byteLength + look.rowKeys.byteLength + 2 * look.sample.reduce((sum, { text }) => sum + text.length, 0),
  maxWeight: 64 * 2 ** 20,
});

async function scan(path: string, { onProgress }: Watch): Promise<TrainingFacts> {
  const seen = new Scan();
  for await (const entry of readJsonLines(path, onProgress)) {
    if ("message" in entry) seen.refuse(entry);
    else {
      noteColumns(seen.columns, entry.line, entry.value);
      const read = readRow(chatRowSchema, entry);
      if ("message" in read) seen.refuse(read);
      else seen.take(read.row);
    }
  }
  return seen.facts();
}

class Scan {
  readonly columns = noColumnFacts();
  private lines = 0;
  private rows = 0;
  private withoutAnswer = 0;
  private looked = { rows: 0, characters: 0, emptyAnswers: 0 };
  private readonly names = new Set<string>();
  private readonly problems: LineProblem[] = [];
  private readonly prompts = new KeyList();
  private readonly rowKeys = new KeyList();
  private readonly firstPrompts: string[] = [];
  private readonly firstTexts: (string | null)[] = [];
  private readonly sample = new Reservoir<SampledText>(maxSampled, sampleSeed);

  refuse(problem: LineProblem): void {
    this.lines += 1;
    if (this.problems.length < keptLines) this.problems.push(problem);
    if (this.firstTexts.length < keptFirst) this.firstTexts.push(null);
  }

  take(row: ChatRow): void {
    const { messages } = row;
    this.lines += 1;
    this.rows += 1;
    if (messages.at(-1)?.role !== "assistant") this.withoutAnswer += 1;
    const said = messages.map(({ role, content }) => [role, normalizePrompt(content)] as const);
    for (const [role, prompt] of said) if (role === "user") this.prompts.add(keyOfText(prompt));
    if (this.firstPrompts.length < keptFirst) this.firstPrompts.push(...promptsOf(row));
    if (this.firstTexts.length < keptFirst)
      this.firstTexts.push(beginningOf(messages.map(({ content }) => content).join("\n")));
    if (this.looked.rows < maxRows && this.looked.characters < maxCharacters) this.look(row, said);
  }

  private look(row: ChatRow, said: readonly (readonly [string, string])[]): void {
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

  facts(): TrainingFacts {
    const { lines, rows, problems, withoutAnswer, columns, firstTexts } = this;
    return {
      ...{ lines, rows, problems, withoutAnswer, columns, firstTexts },
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

function promptsOf({ messages }: ChatRow): string[] {
  return messages.filter(({ role }) => role === "user").map(({ content }) => beginningOf(content));
}

/** Copied: a piece of a long text keeps all of it in memory. */
function beginningOf(text: string): string {
  return text.length <= keptCharacters
    ? text
    : Buffer.from(text.slice(0, keptCharacters), "utf16le").toString("utf16le");
}
