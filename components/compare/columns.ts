import type { Evaluation } from "../../server/contract/evaluation";

export type Column = { key: string; runId: string; runName: string; runNumber: number; subject: string };
export type ComparedRun = { id: string; name: string; number: number };

/** One column a measured subject of each run, in pipeline order; a measurement that several runs share stands once. */
export function listColumns(runs: readonly ComparedRun[], evaluations: readonly Evaluation[]): Column[] {
  const seenSources = new Set<string>();
  return runs.flatMap((run) => {
    const own = evaluations.filter(({ runId }) => runId === run.id);
    const subjects = [...new Set(own.map(({ subject }) => subject))];
    return subjects.flatMap((subject) => {
      const source = own.find((entry) => entry.subject === subject)?.stageId ?? "";
      if (source !== "" && seenSources.has(source)) return [];
      seenSources.add(source);
      return [{ key: `${run.id}:${subject}`, runId: run.id, runName: run.name, runNumber: run.number, subject }];
    });
  });
}

/** The evaluation of a column on a data set, or undefined when it was not measured. */
export function evaluationOf(
  evaluations: readonly Evaluation[],
  column: Column,
  dataset: string,
): Evaluation | undefined {
  return evaluations.find(
    (entry) => entry.runId === column.runId && entry.subject === column.subject && entry.dataset === dataset,
  );
}

/** Data sets in the order in which they were measured. */
export function listDatasets(evaluations: readonly Evaluation[]): string[] {
  return [...new Set(evaluations.map(({ dataset }) => dataset))];
}
