import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";

const timeoutMs = 2_000;

/** Asks every served teacher whether it is there; ms-swift asks at `/health` too before it trains. */
export async function checkTeacherServers({ teacher, teachers }: Recipe): Promise<Problem[]> {
  if (teacher.source !== "server") return [];
  const places = [
    { field: "teacher.url", url: teacher.url },
    ...teachers.map(({ url }, index) => ({ field: `teachers.${index}.url`, url })),
  ];
  const problems = await Promise.all(
    places.map(({ field, url }) => (url === undefined ? [] : checkServer(field, url))),
  );
  return problems.flat();
}

async function checkServer(field: string, url: string): Promise<Problem[]> {
  const reason = await fetch(`${url.replace(/\/$/, "")}/health`, { signal: AbortSignal.timeout(timeoutMs) }).then(
    ({ ok, status }) => (ok ? null : message("problems.teacher-server-status", { url, status: String(status) })),
    () => message("problems.teacher-server-silent", { url, seconds: timeoutMs / 1000 }),
  );
  if (reason === null) return [];
  return [
    {
      code: "teacher-server",
      severity: "error",
      field,
      line: null,
      message: reason,
      suggestion: message("problems.teacher-server-next"),
    },
  ];
}
