import { z } from "zod";
import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { findModelFolder } from "../../recipes/pairs/model/model-folder";

const timeoutMs = 2_000;
/** What ms-swift asks for the teacher's probabilities; a server of another make has no such address. */
const inferPath = "/infer/";
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

type Place = { field: string; url: string; model: string };

/** Asks every served teacher whether it is there, is one of ms-swift's, and serves the model of the recipe. */
export async function checkTeacherServers(paths: Paths, { teacher, teachers }: Recipe): Promise<Problem[]> {
  if (teacher.source !== "server") return [];
  const places = [
    { field: "teacher.url", url: teacher.url, model: teacher.model },
    ...teachers.map(({ url, model }, index) => ({ field: `teachers.${index}.url`, url, model })),
  ];
  const isAlone = teachers.length === 0 && findModelFolder(paths, teacher.model).reason === null;
  // A teacher whose model lies here too can do without its server.
  const instead = isAlone ? { "teacher.source": "local", "teacher.url": null } : undefined;
  const problems = await Promise.all(
    places.map(({ url, ...place }) => (url === undefined ? [] : checkServer({ ...place, url }, instead))),
  );
  return problems.flat();
}

async function checkServer(
  { field, url, model }: Place,
  instead: Record<string, unknown> | undefined,
): Promise<Problem[]> {
  const base = url.replace(/\/+$/, "");
  const status = await statusAt(`${base}/health`);
  const refuse = (said: Message, next: Message, changes = instead): Problem[] => [
    { ...{ code: "teacher-server", severity: "error", field, line: null }, message: said, suggestion: next, changes },
  ];
  if (status !== 200) {
    const { origin, pathname } = new URL(url);
    const isAbove = pathname !== "/" && (await statusAt(`${origin}/health`)) === 200;
    return refuse(
      status === null
        ? message("problems.teacher-server-silent", { url, seconds: timeoutMs / 1000 })
        : message("problems.teacher-server-status", { url, status: String(status) }),
      isAbove ? message("refusals.server-above-next", { url: origin }) : message("problems.teacher-server-next"),
      isAbove ? { [field]: origin } : instead,
    );
  }
  if ((await statusAt(`${base}${inferPath}`)) === 404)
    return refuse(message("refusals.server-other-make", { url }), message("refusals.server-other-make-next"));
  return otherModel({ field, url, model }, await servedBy(base));
}

/** A server may serve its model by a name of its own, so that this is no more than a warning. */
function otherModel({ field, url, model }: Place, served: readonly string[]): Problem[] {
  const lastPart = (name: string) => name.split("/").filter(Boolean).at(-1) ?? name;
  if (served.length === 0 || served.some((name) => lastPart(name) === lastPart(model))) return [];
  return [
    {
      ...{ code: "teacher-server-model", severity: "warning", field, line: null },
      message: message("refusals.server-model", { url, served: served.join(", "), model }),
      suggestion: message("refusals.server-model-next"),
    },
  ];
}

/** Names of the models that a server tells of; none where it tells of none. */
async function servedBy(base: string): Promise<string[]> {
  try {
    const answer = await ask(`${base}/v1/models`);
    return modelsSchema.parse(await answer.json()).data.map(({ id }) => id);
  } catch {
    return [];
  }
}

async function statusAt(url: string): Promise<number | null> {
  try {
    return (await ask(url)).status;
  } catch {
    return null;
  }
}

function ask(url: string): Promise<Response> {
  return fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
}
