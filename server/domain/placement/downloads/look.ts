import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import { type HubLook, hubModelSchema } from "../../../contract/downloads";
import type { Hub } from "../../../contract/exports";
import { type Message, message } from "../../../contract/message";
import { askHub } from "../../../engines/hub/download";
import { shareWork } from "../../../platform/share-work";
import { snapshotsOf } from "../../recipes/hub/caches";
import { resolveModel } from "../../recipes/hub/resolve-model";
import { resolveReference } from "../../recipes/resolve";
import type { Services } from "../../services";
import { executablesOf } from "../executors/executables";
import { failureWords } from "./failure-words";

type Told = Pick<HubLook, "sizeBytes" | "reason" | "suggestion" | "words">;

const keptAnswers = 50;
const shared = shareWork<Told>(keptAnswers, ({ sizeBytes }) => sizeBytes !== null);

/** What a form shows of a model that a recipe names: null for what is no hub id, else whether it is here, or what a download would take. */
export async function lookAtHubModel(
  { paths }: Pick<Services, "paths">,
  hub: Hub,
  reference: string,
  signal?: AbortSignal,
): Promise<HubLook | null> {
  const model = resolveReference(paths, reference.trim());
  if (isAbsolute(model) || !hubModelSchema.safeParse(model).success) return null;
  const place = resolveModel(paths, model);
  const freeBytes = await freeBytesAt(snapshotsOf(hub, model));
  if (place !== model) return { model, hub, folder: place, freeBytes, ...unknown(null, null) };
  const { python } = executablesOf(paths);
  const told = await shared(`${paths.engine}\n${hub}\n${model}`, (ending) => ask(python, hub, model, ending), signal);
  return { model, hub, folder: null, freeBytes, ...told };
}

async function ask(python: string, hub: Hub, model: string, signal: AbortSignal): Promise<Told> {
  // Nobody is asked then, not even for a refusal.
  if (process.env.HF_HUB_OFFLINE === "1" && hub === "huggingface")
    return unknown(message("downloads.offline"), message("downloads.offline-next"));
  const answer = await askHub(python, hub, model, signal);
  if (answer === null) return unknown(message("downloads.no-engine"), message("downloads.no-engine-next"));
  if (answer.sizeBytes !== null) return { sizeBytes: answer.sizeBytes, reason: null, suggestion: null, words: null };
  const { message: reason, suggestion, words } = failureWords(hub, model, answer.failure);
  return { sizeBytes: null, reason, suggestion, words };
}

function unknown(reason: Message | null, suggestion: Message | null): Told {
  return { sizeBytes: null, reason, suggestion, words: null };
}

/** What is free on the disk of a folder that may not be there yet. */
async function freeBytesAt(folder: string): Promise<number | null> {
  if (!existsSync(folder) && dirname(folder) !== folder) return freeBytesAt(dirname(folder));
  const disk = await statfs(folder).catch(() => null);
  return disk === null ? null : disk.bavail * disk.bsize;
}
