import type { Evaluation } from "../../server/contract/evaluation";
import { type Column, evaluationOf } from "./columns";
import { listMeasures } from "./measures";

/** The comparison as CSV: one row a column and data set, plain units (fractions, ms, bytes), empty where not available. */
export function toCsv(
  columns: readonly Column[],
  datasets: readonly string[],
  evaluations: readonly Evaluation[],
): string {
  const measures = listMeasures(evaluations);
  const header = ["run", "subject", "dataset", "n", ...measures.map(({ id }) => id)];
  const rows = columns.flatMap((column) =>
    datasets.flatMap((dataset) => {
      const evaluation = evaluationOf(evaluations, column, dataset);
      if (evaluation === undefined) return [];
      const n = Object.values(evaluation.scores)[0]?.n ?? "";
      return [[column.runName, column.subject, dataset, n, ...measures.map((entry) => entry.value(evaluation) ?? "")]];
    }),
  );
  return [header, ...rows].map((row) => row.map(quoteCell).join(",")).join("\n");
}

function quoteCell(cell: string | number): string {
  const text = String(cell);
  // A leading sign would make a spreadsheet run the cell as a formula.
  const safe = typeof cell === "string" && /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
