import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ModelLook } from "../../../contract/files";

const configSchema = z.object({ architectures: z.array(z.string()).optional() });
const weightFile = /\.(safetensors|bin|gguf)$/;
const tokenizerFile = /^(tokenizer\.json|tokenizer\.model|vocab\.json|tokenizer_config\.json)$/;
const indexFile = /\.(safetensors|bin)\.index\.json$/;
const indexSchema = z.object({ weight_map: z.record(z.string(), z.string()) });
const largestJsonBytes = 64 * 2 ** 20;

/** What a model folder shows of itself without its weights being opened; null for a folder without `config.json`. */
export async function lookAtModel(folder: string): Promise<ModelLook | null> {
  const config = configSchema.safeParse(await readJson(join(folder, "config.json")));
  if (!config.success) return null;
  const names = await readdir(folder).catch((): string[] => []);
  const sizes = await Promise.all(names.map((name) => fileBytes(join(folder, name))));
  const isThere = (name: string) => (sizes[names.indexOf(name)] ?? null) !== null;
  return {
    architecture: config.data.architectures?.[0] ?? null,
    sizeBytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    isComplete: names.some((name) => tokenizerFile.test(name)) && (await hasWeights(folder, names, isThere)),
  };
}

/** With an index every file that it names must be there, as a download that broke off leaves some. */
async function hasWeights(folder: string, names: string[], isThere: (name: string) => boolean): Promise<boolean> {
  const index = names.find((name) => indexFile.test(name));
  if (index === undefined) return names.some((name) => weightFile.test(name) && isThere(name));
  const parts = indexSchema.safeParse(await readJson(join(folder, index)));
  return parts.success && Object.values(parts.data.weight_map).every(isThere);
}

/** The size of a regular file, links followed; null for all else. */
async function fileBytes(path: string): Promise<number | null> {
  const stats = await stat(path).catch(() => null);
  return stats?.isFile() ? stats.size : null;
}

async function readJson(path: string): Promise<unknown> {
  const size = await fileBytes(path);
  if (size === null || size > largestJsonBytes) return null;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}
