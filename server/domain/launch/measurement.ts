import { createReadStream } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { createInterface } from "node:readline";
import type { Recipe } from "../../contract/recipe/recipe";
import { rowsPerStep } from "../../contract/recipe/resources";
import { digestOf } from "../../platform/digest";
import { createId } from "../../platform/ids";
import type { Paths } from "../../platform/paths";
import { unreadableBy } from "../recipes/inputs/data-files";
import { resolveReference } from "../recipes/resolve";
import { nameFiles, referenceTo, settleData } from "./settle-data";

const steps = 6;
const heldOutRows = 8;
const leastRows = 16;
const mostRows = 512;
/** The tag of runs that were made to measure. */
const tag = "measurement";

/**
 * A recipe that takes as long for a row, an item and a step as the given one, and has few of them: the first rows of each file
 * in the normal form (two steps' worth, 16 to 512, and one step's at least; 8 held-out items), and six steps. Throws as `settleData` does.
 */
export async function measurementOf(paths: Paths, recipe: Recipe): Promise<Recipe> {
  const settled = await settleData(paths, recipe);
  const ofStep = rowsPerStep(recipe);
  // With fewer rows than a step takes, no step would be made.
  const trainingRows = Math.max(ofStep, Math.min(mostRows, Math.max(leastRows, 2 * ofStep)));
  const { sweep: _, ...rest } = await nameFiles(settled, (field, reference) => {
    const isTraining = field.startsWith("data.train") || field.startsWith("teachers.");
    return shorten(paths, reference, isTraining ? trainingRows : heldOutRows);
  });
  const { training, evaluate } = rest;
  const { load } = evaluate;
  return {
    ...rest,
    name: `${recipe.name.slice(0, 60)} (measurement)`,
    tags: [...recipe.tags.filter((name) => name !== tag).slice(0, 19), tag],
    // Few steps never settle a loss.
    quantizeGate: "off",
    training: {
      ...training,
      ...{ maxSteps: steps, loggingSteps: 1, evalSteps: steps, saveSteps: steps },
    },
    evaluate: { ...evaluate, samples: 0, load: { ...load, requests: Math.min(load.requests, heldOutRows) } },
  };
}

/** The first rows of a file of this machine as a file of its own under STILLROOM_HOME; what a hub has stays as it is. */
async function shorten(paths: Paths, reference: string, rows: number): Promise<string> {
  const path = resolveReference(paths, reference);
  if (!isAbsolute(path) || unreadableBy(paths, path) !== null) return reference;
  const lines: string[] = [];
  const input = createReadStream(path, "utf8");
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") lines.push(line);
    if (lines.length === rows) break;
  }
  input.destroy();
  const folder = join(paths.home, "data", "measurements");
  await mkdir(folder, { recursive: true });
  const file = join(folder, `first-${rows}-${digestOf(lines).slice(0, 16)}.jsonl`);
  const partial = join(folder, createId("partial-"));
  await writeFile(partial, `${lines.join("\n")}\n`);
  await rename(partial, file);
  return referenceTo(paths, file);
}
