import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { runFacts, runShown, runs } from "../../../../db/schema/index";
import { runStatusSchema } from "../../../contract/run";
import { type RunPageInput, type RunRow, runRowSchema } from "../../../contract/run-list";
import { type OpenStage, openStagesOf, timeLeftIn } from "../../pipeline/stages/open-stages";
import { readJson } from "../../pipeline/stored/read-json";
import { lossCurves } from "../../results/metrics/curves";
import { currentStageOf, fractionOf } from "../views/progress";
import { shownFactsSchema } from "./facts";
import { keyTerm } from "./terms";

const curveLength = 24;
const significantDigits = 4;
const textsSchema = z.array(z.string());
const { values: valuesSchema } = runRowSchema.shape;

/** The lines of these runs in this order, read in a fixed number of statements; recipes are not read. */
export function readRows(db: Db, runIds: string[], { keys, curves }: Pick<RunPageInput, "keys" | "curves">): RunRow[] {
  if (runIds.length === 0) return [];
  const found = new Map(selectRows(db, runIds, keys).map((row) => [row.facts.runId, row]));
  const open = openStagesOf(db, runIds);
  const losses = curves ? lossCurves(db, runIds, curveLength) : new Map<string, number[]>();
  return runIds.flatMap((runId) => {
    const row = found.get(runId);
    return row === undefined ? [] : toRow(row, open.get(runId) ?? [], losses.get(runId) ?? []);
  });
}

function selectRows(db: Db, runIds: string[], keys: string[]) {
  const values = keys.length === 0 ? sql`'[]'` : sql`json_array(${sql.join(keys.map(keyTerm), sql`, `)})`;
  return db
    .select({
      facts: runFacts,
      notes: runs.notes,
      heldAt: runs.heldAt,
      shownJson: runShown.shownJson,
      valuesJson: values as SQL<string>,
    })
    .from(runFacts)
    .innerJoin(runs, eq(runs.id, runFacts.runId))
    .leftJoin(runShown, eq(runShown.runId, runFacts.runId))
    .where(inArray(runFacts.runId, runIds))
    .all();
}

type Selected = ReturnType<typeof selectRows>[number];

function toRow(
  { facts: row, notes, heldAt, shownJson, valuesJson }: Selected,
  open: OpenStage[],
  loss: number[],
): RunRow {
  const current = open.find(({ status }) => atWork.includes(status));
  const shown = readJson(shownFactsSchema, shownJson);
  const { doneStages, ownStages } = row;
  return {
    id: row.runId,
    number: row.number,
    name: row.name,
    status: runStatusSchema.parse(row.status),
    teacher: row.teacher,
    student: row.student,
    knowledge: readJson(textsSchema, row.knowledgeJson) ?? [],
    tags: readJson(textsSchema, row.tagsJson) ?? [],
    notes,
    archived: row.archivedAt !== null,
    held: heldAt !== null,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    recipeProblem: shown?.recipeProblem ?? null,
    damaged: shown?.damaged ?? [],
    sweep: shown?.sweep ?? null,
    failure: shown?.failure ?? null,
    headline: roundFigures(shown?.headline ?? null),
    timeLeft: row.status === "queued" || row.status === "running" ? timeLeftIn(open, Date.now()) : null,
    progress: {
      doneStages,
      totalStages: ownStages,
      fraction: rounded(fractionOf(doneStages, ownStages, current)),
      currentStage: current === undefined ? null : currentStageOf(current),
    },
    loss: loss.map(rounded),
    values: readJson(valuesSchema, valuesJson) ?? [],
  };
}

const atWork: readonly string[] = ["starting", "running", "stopping"];

function roundFigures(headline: RunRow["headline"]): RunRow["headline"] {
  if (headline === null) return null;
  const { quality, qualityBase, qualityTeacher, qualityKept, speedUp, sizeRatio } = headline;
  const short = (value: number | null) => (value === null ? null : rounded(value));
  return {
    ...headline,
    ...{ quality: short(quality), qualityBase: short(qualityBase) },
    ...{ qualityTeacher: short(qualityTeacher), qualityKept: short(qualityKept) },
    ...{ speedUp: short(speedUp), sizeRatio: short(sizeRatio) },
  };
}

/** As many digits as a list shows. */
function rounded(value: number): number {
  return Number(value.toPrecision(significantDigits));
}
