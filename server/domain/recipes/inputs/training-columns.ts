/** Columns that some ways of training need beside the messages. */
export const neededColumns = ["rejected", "label", "teacherPrompt"] as const;
export type NeededColumn = (typeof neededColumns)[number];

/** Lines (1-based) at which a training file lacks a column, and its values of `dataset` (null: no text) with the lines at which they stand; the first of each only. */
export type ColumnFacts = {
  lacking: Record<NeededColumn, number[]>;
  datasets: Map<string | null, number[]>;
};

type Row = Record<string, unknown>;

/** Lines that are kept of each. */
export const keptLines = 20;

/** More than any recipe has teachers, so that 20 lines with an unknown value are found whatever is known. */
const keptDatasets = 512;

const holds: Record<NeededColumn, (row: Row) => boolean> = {
  rejected: ({ rejected_response: rejected }) => isText(rejected),
  label: ({ label }) => typeof label === "boolean",
  teacherPrompt: ({ teacher_prompt: prompt }) => isText(prompt),
};

/** Nothing seen yet. */
export function noColumnFacts(): ColumnFacts {
  return { lacking: { rejected: [], label: [], teacherPrompt: [] }, datasets: new Map() };
}

/** Notes what the row at a line has and lacks; what is no object is left to the check of its shape. */
export function noteColumns({ lacking, datasets }: ColumnFacts, line: number, value: unknown): void {
  if (!isRow(value)) return;
  for (const column of neededColumns)
    if (lacking[column].length < keptLines && !holds[column](value)) lacking[column].push(line);
  const dataset = typeof value.dataset === "string" ? value.dataset : null;
  const lines = datasets.get(dataset);
  if (lines === undefined && datasets.size < keptDatasets) datasets.set(dataset, [line]);
  else if (lines !== undefined && lines.length < keptLines) lines.push(line);
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}
