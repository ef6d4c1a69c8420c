import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { evaluationItems } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import type { ComparedItem } from "../../../contract/evaluation";
import { message } from "../../../contract/message";
import { readJson } from "../../pipeline/stored/read-json";
import { evaluationStages } from "./list";

type Query = {
  columns: string[];
  dataset: string | null;
  filter: "all" | "disagree" | "lost" | "wrong";
  search: string;
  offset: number;
  limit: number;
};

const referencesSchema = z.array(z.string());
const scoresSchema = z.record(z.string(), z.number());
const decisive = "answer-match";

/** Items of several `runId:subject` columns side by side, joined by item, filtered and paged. */
export function compareItems(db: Db, query: Query): { items: ComparedItem[]; total: number } {
  const joined = joinItems(db, query.columns);
  const wanted = joined.filter((item) => isWanted(item, query));
  return { items: wanted.slice(query.offset, query.offset + query.limit), total: wanted.length };
}

function joinItems(db: Db, columns: string[]): ComparedItem[] {
  const items = new Map<string, ComparedItem>();
  for (const column of columns) {
    for (const row of rowsOf(db, column)) {
      const place = `${row.dataset}\0${row.itemKey}`;
      const { dataset, itemKey, prompt } = row;
      const references = readJson(referencesSchema, row.referencesJson) ?? [];
      const item = items.get(place) ?? { dataset, itemKey, prompt, references, answers: {} };
      const { answer, latencyMs, error } = row;
      item.answers[column] = { answer, latencyMs, error, scores: readJson(scoresSchema, row.scoresJson) ?? {} };
      items.set(place, item);
    }
  }
  return [...items.values()];
}

function rowsOf(db: Db, column: string) {
  const [runId, subject] = column.split(":");
  if (runId === undefined || subject === undefined)
    throw new AppError("invalid-input", message("control.not-a-column", { column }), {
      field: "columns",
      suggestion: message("control.not-a-column-next"),
    });
  const stage = evaluationStages(db, runId).find((entry) => entry.subject === subject);
  if (stage === undefined) return [];
  return db
    .select()
    .from(evaluationItems)
    .where(eq(evaluationItems.stageId, stage.sourceId))
    .orderBy(asc(evaluationItems.dataset), asc(evaluationItems.position))
    .all();
}

function isWanted(item: ComparedItem, { dataset, filter, search }: Query): boolean {
  if (dataset !== null && item.dataset !== dataset) return false;
  if (search !== "" && !textOf(item).includes(search.toLowerCase())) return false;
  return filter === "all" || matchesFilter(item, filter);
}

function matchesFilter({ answers }: ComparedItem, filter: "disagree" | "lost" | "wrong"): boolean {
  const scores = Object.entries(answers).map(([column, answer]) => ({ column, score: answer.scores[decisive] ?? 0 }));
  if (filter === "disagree") return new Set(scores.map(({ score }) => score)).size > 1;
  if (filter === "wrong") return scores.some(({ score }) => score < 1);
  const isTeacherRight = scores.some(({ column, score }) => column.endsWith(":teacher") && score === 1);
  return isTeacherRight && scores.some(({ column, score }) => /:student(-(?!base).+)?$/.test(column) && score < 1);
}

function textOf({ prompt, references, answers }: ComparedItem): string {
  return [prompt, ...references, ...Object.values(answers).map(({ answer }) => answer ?? "")].join("\n").toLowerCase();
}
