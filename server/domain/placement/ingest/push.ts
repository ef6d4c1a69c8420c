import { type ExecutorKind, isCluster } from "../../../contract/executor";
import type { Services } from "../../services";
import { findCluster, settingsOf } from "../executors/clusters";
import { pushToken } from "./token";

/** Where an attempt on this executor sends its results; null where it shares a folder with the dashboard. */
export function pushOf(
  { db, paths }: Services,
  executor: ExecutorKind,
  attemptId: string,
): { url: string; token: string } | null {
  const row = isCluster(executor) ? findCluster(db, executor) : null;
  const settings = row === null ? null : settingsOf(row);
  if (settings === null || settings.results !== "push" || settings.pushUrl === null) return null;
  const base = settings.pushUrl.replace(/\/+$/, "");
  return { url: `${base}/api/ingest/${encodeURIComponent(attemptId)}`, token: pushToken(paths, attemptId) };
}
