import { and, desc, eq, sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, metricSeries, type StageRow, stages } from "../../../../db/schema/index";
import type { Message } from "../../../contract/message";
import type { Deployment } from "../../../contract/server";
import { parseExit, parseProgress } from "../../pipeline/stages/rows";

/** Written out, since SQLite takes the index of servers for no parameter. */
const isServer = sql`${stages.kind} = 'serve'`;

/** Served models of one run, or of all; newest first. */
export function listDeployments(db: Db, runId: string | null): Deployment[] {
  const rows = db
    .select()
    .from(stages)
    .where(and(isServer, runId === null ? undefined : eq(stages.runId, runId)))
    .orderBy(desc(stages.position))
    .all();
  return rows.map((row) => toDeployment(db, row));
}

function toDeployment(db: Db, row: StageRow): Deployment {
  const status = statusOf(row);
  const exit = parseExit(row.exitJson);
  return {
    id: row.id,
    runId: row.runId,
    stageKey: row.key,
    subject: row.subject ?? "",
    status,
    endpoint: row.port !== null && status === "ready" ? `http://127.0.0.1:${row.port}` : null,
    modelName: row.subject ?? "",
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    memoryBytes: status === "ready" || status === "starting" ? lastMemory(db, row.id) : null,
    message: exit?.message ?? null,
    suggestion: exit?.suggestion ?? null,
  };
}

function statusOf({ status, progressJson }: StageRow): Deployment["status"] {
  if (status === "failed" || status === "lost") return "failed";
  if (status === "cancelled" || status === "succeeded") return "ended";
  if (status === "stopping") return "stopping";
  const phase = parseProgress(progressJson)?.phase ?? null;
  return status === "running" && phase !== null && isReady(phase) ? "ready" : "starting";
}

/** A server that an older version started said so by a plain word. */
function isReady({ code, values }: Message): boolean {
  return code === "phases.ready" || values.text === "ready";
}

function lastMemory(db: Db, stageId: string): number | null {
  const row = db
    .select({ value: metricSeries.lastValue })
    .from(metricSeries)
    .innerJoin(attempts, eq(metricSeries.attemptId, attempts.id))
    .where(and(eq(attempts.stageId, stageId), eq(metricSeries.key, "memory/rss_bytes")))
    .get();
  return row?.value ?? null;
}
