import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { isJson, readModelJson } from "./model-folder";

/**
 * Why the weights of a folder cannot be loaded. `absent`: none by a name that transformers looks for; `gguf`: only in that
 * form; `shards`: the index names files that are not there; `pointer`: Git LFS left a note in place of a file; `damaged`: a
 * file is cut or no safetensors; `shape`: the configuration describes another model.
 */
export type WeightsFault =
  | { kind: "absent" }
  | { kind: "gguf"; file: string }
  | { kind: "shards"; file: string; count: number }
  | { kind: "pointer"; file: string }
  | { kind: "damaged"; file: string }
  | { kind: "shape"; stored: string; described: string };

/** In the order in which transformers looks for them. */
const entryFiles = [
  "model.safetensors",
  "model.safetensors.index.json",
  "pytorch_model.bin",
  "pytorch_model.bin.index.json",
];
/** What safetensors itself takes at most. */
const largestHeaderBytes = 100_000_000;
const pointerStart = "version https://git-lfs";

/** What is wrong with the weights of a model folder, from names, sizes and the first bytes of each file; null where nothing is. */
export function findWeightsFault(folder: string): WeightsFault | null {
  const names = readdirSync(folder);
  const entry = entryFiles.find((name) => names.includes(name));
  if (entry === undefined) {
    const gguf = names.find((name) => name.endsWith(".gguf"));
    return gguf === undefined ? { kind: "absent" } : { kind: "gguf", file: gguf };
  }
  const files = entry.endsWith(".json") ? shardsOf(folder, entry) : [entry];
  if (files === null) return { kind: "damaged", file: entry };
  const gone = files.filter((name) => sizeOf(join(folder, name)) === null);
  if (gone[0] !== undefined) return { kind: "shards", file: gone[0], count: gone.length };
  for (const name of files) {
    const fault = faultOfFile(folder, name);
    if (fault !== null) return fault;
  }
  return null;
}

function shardsOf(folder: string, index: string): string[] | null {
  const map = readModelJson(folder, index)?.weight_map;
  if (!isJson(map)) return null;
  const files = new Set(Object.values(map).filter((name) => typeof name === "string"));
  return files.size === 0 ? null : [...files];
}

function faultOfFile(folder: string, name: string): WeightsFault | null {
  const path = join(folder, name);
  const start = readStart(path, 0, 64).toString("latin1");
  if (start.startsWith(pointerStart)) return { kind: "pointer", file: name };
  if (!name.endsWith(".safetensors")) return start.length === 0 ? { kind: "damaged", file: name } : null;
  const header = readHeader(path);
  if (header === null) return { kind: "damaged", file: name };
  return faultOfShape(folder, header);
}

/** The tensors that a safetensors file says it holds; null where it is none, or does not hold all their bytes. */
function readHeader(path: string): Record<string, unknown> | null {
  const sizeBytes = sizeOf(path) ?? 0;
  if (sizeBytes < 8) return null;
  const headerBytes = Number(readStart(path, 0, 8).readBigUInt64LE());
  if (headerBytes > largestHeaderBytes || headerBytes + 8 > sizeBytes) return null;
  const header = parse(readStart(path, 8, headerBytes).toString("utf8"));
  if (header === null) return null;
  const ends = Object.values(header).map((tensor) => {
    const offsets = isJson(tensor) ? tensor.data_offsets : undefined;
    return Array.isArray(offsets) && typeof offsets[1] === "number" ? offsets[1] : 0;
  });
  return ends.reduce((most, end) => Math.max(most, end), 0) + 8 + headerBytes === sizeBytes ? header : null;
}

/** The embedding is the one matrix whose size `config.json` tells of every decoder. */
function faultOfShape(folder: string, header: Record<string, unknown>): WeightsFault | null {
  const config = readModelJson(folder, "config.json");
  const entry = Object.entries(header).find(([name]) => name === "model.embed_tokens.weight")?.[1];
  const stored = isJson(entry) && Array.isArray(entry.shape) ? entry.shape : [];
  const described = [config?.vocab_size, config?.hidden_size];
  const isKnown = described.every((size) => typeof size === "number") && stored.length === described.length;
  // Quantised or packed weights have other shapes.
  if (!isKnown || config?.quantization_config !== undefined) return null;
  if (stored.join() === described.join()) return null;
  return { kind: "shape", stored: stored.join(" × "), described: described.join(" × ") };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function readStart(path: string, from: number, bytes: number): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, from));
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number | null {
  try {
    const stats = statSync(path);
    return stats.isFile() ? stats.size : null;
  } catch {
    return null;
  }
}
