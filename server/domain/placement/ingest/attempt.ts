import { eq } from "drizzle-orm";
import { type AttemptRow, attempts } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Services } from "../../services";
import { isPushToken } from "./token";

const open = ["starting", "running", "stopping"];

/** The attempt that a token speaks for. Throws `forbidden` for a wrong token, `conflict` when the attempt is over for the dashboard. */
export function requireOpenAttempt({ db, paths }: Services, attemptId: string, token: string): AttemptRow {
  if (!isPushToken(paths, attemptId, token)) throw new AppError("forbidden", message("clusters.foreign-token"));
  const attempt = db.select().from(attempts).where(eq(attempts.id, attemptId)).get();
  if (attempt === undefined || !open.includes(attempt.status))
    throw new AppError("conflict", message("clusters.attempt-over"));
  return attempt;
}
