import { homedir } from "node:os";
import { join } from "node:path";
import type { Hub } from "../../../contract/exports";

/** Where Hugging Face's programs keep models. */
export function huggingFaceCache(env: NodeJS.ProcessEnv = process.env): string {
  return env.HF_HUB_CACHE || join(env.HF_HOME || join(homedir(), ".cache", "huggingface"), "hub");
}

/** Where ModelScope's programs do. */
export function modelScopeCache(env: NodeJS.ProcessEnv = process.env): string {
  return env.MODELSCOPE_CACHE || join(homedir(), ".cache", "modelscope");
}

/** The folder of a model's snapshots in a cache, as the hubs' programs lay it out today. */
export function snapshotsOf(hub: Hub, model: string, env: NodeJS.ProcessEnv = process.env): string {
  const name = model.replace("/", "--");
  return hub === "huggingface"
    ? join(huggingFaceCache(env), `models--${name}`, "snapshots")
    : join(modelScopeCache(env), "models", name, "snapshots");
}

const numberedWeights = /^(.+)-(\d{5})-of-(\d{5})\.(safetensors|bin)$/;
const tokenizerFile = /^(tokenizer\.json|tokenizer\.model|vocab\.json|tokenizer_config\.json)$/;

/** True where a folder has every part of the weights that its names tell of. Pure: a model outside of the allowed folders is known by its names alone. */
export function hasAllWeights(names: readonly string[]): boolean {
  const there = new Set(names);
  const safetensors = names.filter((name) => name.endsWith(".safetensors"));
  const weights = safetensors.length > 0 ? safetensors : names.filter((name) => name.endsWith(".bin"));
  return (
    weights.length > 0 &&
    weights.every((name) => {
      const [, stem, , count, ending] = numberedWeights.exec(name) ?? [];
      return Array.from({ length: Number(count ?? 0) }, (_, index) => String(index + 1).padStart(5, "0")).every(
        (number) => there.has(`${stem}-${number}-of-${count}.${ending}`),
      );
    })
  );
}

/** True where a folder has what the engine loads: configuration, tokenizer, all weights, and no file on its way. Pure. */
export function isWholeModel(names: readonly string[]): boolean {
  return (
    names.includes("config.json") &&
    names.some((name) => tokenizerFile.test(name)) &&
    hasAllWeights(names) &&
    !names.some((name) => name.endsWith(".incomplete"))
  );
}
