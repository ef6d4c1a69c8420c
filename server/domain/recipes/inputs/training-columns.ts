import type { TrainingRow } from "../data/formats/format";
import { lacks, type RowNeed, rowNeeds } from "../data/needs";

/** How many rows, and the lines of the first three. */
export type Places = { count: number; firstLines: number[] };

/** What rows of a training file lack, and its values of `dataset` (null: no text). */
export type ColumnFacts = {
  lacking: Record<RowNeed, Places>;
  datasets: Map<string | null, Places>;
};

const firstPlaces = 3;

/** More than any recipe has teachers. */
const keptDatasets = 512;

/** Nothing seen yet. */
export function noColumnFacts(): ColumnFacts {
  const none = () => ({ count: 0, firstLines: [] });
  return { lacking: { answer: none(), rejected: none(), label: none(), teacherPrompt: none() }, datasets: new Map() };
}

/** Notes what the row at a line has and lacks. */
export function noteColumns({ lacking, datasets }: ColumnFacts, line: number, row: TrainingRow): void {
  for (const need of rowNeeds) if (lacks(row, need)) note(lacking[need], line);
  const dataset = typeof row.dataset === "string" ? row.dataset : null;
  const known = datasets.get(dataset);
  if (known !== undefined) note(known, line);
  else if (datasets.size < keptDatasets) datasets.set(dataset, { count: 1, firstLines: [line] });
}

/** Several places as one. */
export function joined(all: readonly Places[]): Places {
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    firstLines: all
      .flatMap(({ firstLines }) => firstLines)
      .sort((a, b) => a - b)
      .slice(0, firstPlaces),
  };
}

function note(places: Places, line: number): void {
  places.count += 1;
  if (places.firstLines.length < firstPlaces) places.firstLines.push(line);
}
