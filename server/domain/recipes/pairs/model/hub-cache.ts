import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { Recipe } from "../../../../contract/recipe/recipe";
import type { Paths } from "../../../../platform/paths";
import { resolveModel } from "../../hub/resolve-model";

/** What sizes and tokenizers are read from; `config.json` first, since without it nothing else is asked for. */
const files = [
  "config.json",
  "generation_config.json",
  "tokenizer_config.json",
  "chat_template.jinja",
  "tokenizer.json",
];
const timeoutMs = 4_000;
const largestBytes = 64 * 2 ** 20;
const forgetMs = 10 * 60_000;
const misses = new Map<string, number>();

/** Where the small files of a hub model are kept, apart from weights and from what the engine downloads. */
export function hubFolder(paths: Paths, hubId: string): string {
  return join(paths.home, "hub-files", ...hubId.split("/"));
}

/**
 * Fetches configuration and tokenizer (no weights) of the recipe's hub models, once, so that they can be looked at before
 * the launch. Asks the hub that the engine would ask (`HF_ENDPOINT`, `HF_TOKEN`), and nobody with `HF_HUB_OFFLINE=1`;
 * what did not answer is not asked again for ten minutes.
 */
export async function fetchHubFiles(paths: Paths, recipe: Recipe): Promise<void> {
  if (process.env.HF_HUB_OFFLINE === "1") return;
  const models = [recipe.teacher, ...recipe.teachers, recipe.student].map(({ model }) => resolveModel(paths, model));
  const hubIds = new Set(models.filter((model) => !isAbsolute(model)));
  await Promise.all([...hubIds].map((hubId) => fetchModel(hubFolder(paths, hubId), hubId)));
}

async function fetchModel(folder: string, hubId: string): Promise<void> {
  if (existsSync(join(folder, "config.json")) || Date.now() - (misses.get(hubId) ?? 0) < forgetMs) return;
  const [config, ...others] = files;
  const first = await fetchFile(hubId, config ?? "");
  if (first === null) {
    misses.set(hubId, Date.now());
    return;
  }
  const rest = await Promise.all(others.map(async (name) => [name, await fetchFile(hubId, name)] as const));
  await mkdir(folder, { recursive: true });
  // The configuration last: with it the folder counts as whole.
  for (const [name, content] of [...rest, [config ?? "", first] as const]) {
    if (content === null) continue;
    await writeFile(join(folder, `${name}.partial`), content);
    await rename(join(folder, `${name}.partial`), join(folder, name));
  }
}

/** The file's bytes; null when it is not there, too large, or the hub does not answer. */
async function fetchFile(hubId: string, name: string): Promise<Buffer | null> {
  const endpoint = (process.env.HF_ENDPOINT ?? "https://huggingface.co").replace(/\/$/, "");
  const token = process.env.HF_TOKEN;
  try {
    const response = await fetch(`${endpoint}/${hubId}/resolve/main/${name}`, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    if (!response.ok || Number(response.headers.get("content-length") ?? 0) > largestBytes) return null;
    return Buffer.from(await response.arrayBuffer());
  } catch {
    return null;
  }
}
