import { type Recipe, recipeSchema } from "../../../contract/recipe/recipe";
import { type Args, numberOf, textOf, textsOf } from "./args-reader";
import { knowledgeFrom, teacherFrom } from "./knowledge-from-args";
import { memoryFrom, trainingFrom } from "./training-from-args";

type Json = Record<string, unknown>;

export const importedTag = "imported";
/** Stands where a recipe needs a model or data set that nothing tells. */
export const unknownName = "unknown";

/**
 * The recipe that ms-swift's `args.json` tells, as far as it goes; without one only the name is known. What is not told
 * has the recipe's default, `unknown` or is left out, and the notes name these keys.
 */
export function recipeFromArgs(args: Args | null, name: string): Recipe {
  const known = args ?? {};
  const { knowledge, unplaced } = knowledgeFrom(known);
  const candidate = withoutUndefined({
    name: nameOf(name),
    tags: [importedTag],
    teacher: { ...teacherFrom(known), model: teacherFrom(known).model ?? unknownName },
    student: {
      model: textOf(known, "model") ?? unknownName,
      modelType: textOf(known, "model_type"),
      template: textOf(known, "template"),
      dtype: textOf(known, "torch_dtype"),
    },
    data: dataFrom(known),
    knowledge: [knowledge],
    training: trainingFrom(known),
    memory: memoryFrom(known),
    resources: { gpus: gpusFrom(known) },
    report: textsOf(known, "report_to").filter((target) => ["tensorboard", "wandb", "swanlab"].includes(target)),
  });
  const { recipe, dropped } = shrinkToRecipe(candidate, nameOf(name));
  return { ...recipe, notes: notesFor(args, unplaced, dropped) };
}

function dataFrom(args: Args): Json {
  const train = [...textsOf(args, "dataset"), ...textsOf(args, "cached_dataset")];
  return {
    train: train.length > 0 ? train : [unknownName],
    validation: [...textsOf(args, "val_dataset"), ...textsOf(args, "cached_val_dataset")],
    maxLength: numberOf(args, "max_length"),
    seed: numberOf(args, "seed"),
  };
}

/** Several processes mean as many GPUs; one process may have had a GPU or none, which `args.json` does not tell. */
function gpusFrom(args: Args): number | undefined {
  const processes = numberOf(args, "global_world_size");
  return processes !== undefined && processes > 1 ? processes : undefined;
}

function nameOf(name: string): string {
  return (
    name
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 80)
      .trim() || "Imported run"
  );
}

const bare: Json = { teacher: { model: unknownName }, student: { model: unknownName }, data: { train: [unknownName] } };

/** Takes out what the schema refuses, key by key or, where that does not help, section by section, until the rest is a recipe. */
function shrinkToRecipe(candidate: Json, name: string): { recipe: Recipe; dropped: string[] } {
  const dropped: string[] = [];
  for (let round = 0; round < 50; round += 1) {
    const result = recipeSchema.safeParse(candidate);
    if (result.success) return { recipe: result.data, dropped };
    const path = result.error.issues[0]?.path ?? [];
    const section = String(path[0]);
    if (removeAt(candidate, path)) dropped.push(path.join("."));
    else {
      candidate[section] = bare[section];
      dropped.push(section);
    }
  }
  const rest = { ...bare, name, tags: [importedTag], knowledge: [{ kind: "answers", source: "own" }] };
  return { recipe: recipeSchema.parse(rest), dropped: ["recipe"] };
}

function removeAt(value: unknown, path: PropertyKey[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined || value === null || typeof value !== "object" || !(key in value)) return false;
  const inner: unknown = Reflect.get(value, key);
  if (rest.length > 0 && inner !== null && typeof inner === "object") return removeAt(inner, rest);
  return Array.isArray(value) ? value.splice(Number(key), 1).length > 0 : Reflect.deleteProperty(value, key);
}

function withoutUndefined(value: Json): Json {
  const copy: Json = JSON.parse(JSON.stringify(value));
  return copy;
}

function notesFor(args: Args | null, unplaced: string | null, dropped: string[]): string {
  return [
    args === null
      ? "Imported from a log without args.json: models, data, knowledge and settings are not known, and what the recipe shows for them are defaults."
      : "Imported. The recipe was read from args.json; what it does not tell has the default. All arguments are kept in the artifact 'args'.",
    ...(unplaced === null ? [] : [`Recipes have no kind of knowledge for ${unplaced}; the nearest one is shown.`]),
    ...(dropped.length === 0
      ? []
      : [`Values that recipes do not allow were left out: ${[...new Set(dropped)].join(", ")}.`]),
  ].join("\n");
}
