import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Paths } from "../../platform/paths";

const modelTypeSchema = z.object({
  type: z.string(),
  /** Names of folders and hub ids in lower case, each with its template where it has one of its own. */
  names: z.record(z.string(), z.string().nullable()),
  architectures: z.array(z.string()),
  template: z.string().nullable(),
  templates: z.array(z.string()),
  isMultimodal: z.boolean(),
});

const catalogueSchema = z.object({
  version: z.string(),
  /** In the order in which ms-swift tries them. */
  types: z.array(modelTypeSchema),
  templates: z.array(z.string()),
});
export type ModelCatalogue = z.infer<typeof catalogueSchema>;

const kept = new Map<string, { mtimeMs: number; catalogue: ModelCatalogue }>();

/** Where `model_catalogue.py` writes, asked by the set-up. */
export function modelCataloguePath({ engine }: Pick<Paths, "engine">): string {
  return join(engine, "ms-swift-models.json");
}

/** What the installed ms-swift knows of models; null where it has not been asked yet or its answer cannot be read. */
export function readModelCatalogue(paths: Pick<Paths, "engine">): ModelCatalogue | null {
  const file = modelCataloguePath(paths);
  try {
    const { mtimeMs } = statSync(file);
    const known = kept.get(file);
    if (known?.mtimeMs === mtimeMs) return known.catalogue;
    const catalogue = catalogueSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    kept.set(file, { mtimeMs, catalogue });
    return catalogue;
  } catch {
    return null;
  }
}
