import type { ModelCatalogue } from "./model-catalogue";

type ModelType = ModelCatalogue["types"][number];

/** What a model shows of itself. */
export type ModelSigns = {
  /** Its folder or hub id. */
  reference: string;
  /** The first of `architectures` in `config.json`. */
  architecture: string | null;
  /** `model_type` of `config.json`, such as `qwen2`. */
  family: string | null;
  /** The Jinja text that its tokenizer brings along. */
  chatTemplate: string | null;
  /** What a training of ms-swift left in the folder's `args.json`. */
  saved: { modelType: string | null; template: string | null };
};

/** `certain`: ms-swift settles it alone. `chosen`: it would refuse to choose, and `value` is the likeliest of `candidates`. */
export type Match = { kind: "certain" | "chosen"; value: string | null; candidates: string[] };

/** Which model type and template ms-swift takes for a model, by the rules of its `model/model_meta.py` and `template/register.py`; where it would end with an error instead, the likeliest. `given` is what the recipe names. Pure. */
export function matchModel(
  catalogue: ModelCatalogue,
  signs: ModelSigns,
  given: { modelType?: string | undefined; template?: string | undefined },
): { modelType: Match; template: Match } {
  const named = findByName(catalogue, signs.reference);
  const modelType = matchType(catalogue, signs, given.modelType ?? named?.type ?? signs.saved.modelType);
  const known = catalogue.types.find(({ type }) => type === modelType.value);
  const ofName = named?.type === modelType.value ? named?.template : null;
  const settled = given.template ?? signs.saved.template ?? ofName ?? known?.template ?? null;
  return { modelType, template: matchTemplate(catalogue, signs, known, settled) };
}

function matchType(catalogue: ModelCatalogue, signs: ModelSigns, settled: string | null): Match {
  if (settled !== null) return { kind: "certain", value: settled, candidates: [] };
  // Without an architecture ms-swift takes every type that names none, and gives up.
  if (signs.architecture === null) {
    const kin = catalogue.types.find(({ type }) => type === signs.family)?.type ?? null;
    return { kind: kin === null ? "certain" : "chosen", value: kin, candidates: kin === null ? [] : [kin] };
  }
  const found = catalogue.types.filter(({ architectures }) => architectures.includes(signs.architecture ?? ""));
  const types = found.map(({ type }) => type);
  if (types.length < 2) return { kind: "certain", value: types[0] ?? null, candidates: types };
  const likeliest =
    types.find((type) => type === signs.family) ??
    types.find((type) => signs.family !== null && type.startsWith(signs.family)) ??
    types[0] ??
    null;
  return { kind: "chosen", value: likeliest, candidates: withFirst(likeliest, types) };
}

function matchTemplate(
  catalogue: ModelCatalogue,
  { chatTemplate }: ModelSigns,
  type: ModelType | undefined,
  settled: string | null,
): Match {
  // A model of no type gets a template that adds nothing.
  if (type === undefined || settled !== null) return { kind: "certain", value: settled, candidates: [] };
  if (type.templates.length === 1) return { kind: "certain", value: type.templates[0] ?? null, candidates: [] };
  const marked = chatTemplate === null ? [] : templatesMarkedBy(chatTemplate);
  const usable = marked.filter((name) => catalogue.templates.includes(name));
  const likeliest = usable.find((name) => type.templates.includes(name)) ?? usable[0] ?? type.templates[0] ?? "default";
  return { kind: "chosen", value: likeliest, candidates: withFirst(likeliest, type.templates) };
}

/** Marks of a turn in a Jinja text, with ms-swift's templates that write them, the most special first. */
const marks: [RegExp, string[]][] = [
  [/<\|im_start\|>[\s\S]*<think>|<think>[\s\S]*<\|im_start\|>/, ["qwen3", "chatml"]],
  [/<\|im_start\|>[\s\S]*You are Qwen/, ["qwen2_5", "chatml"]],
  [/<\|im_start\|>/, ["chatml", "qwen2_5", "qwen"]],
  [/<\|start_header_id\|>[\s\S]*Cutting Knowledge/, ["llama3_2", "llama3"]],
  [/<\|start_header_id\|>/, ["llama3", "llama3_2"]],
  [/<｜User｜>[\s\S]*<think>|<think>[\s\S]*<｜User｜>/, ["deepseek_r1"]],
  [/<start_of_turn>/, ["gemma3_text", "gemma"]],
  [/\[INST\]/, ["llama", "mistral_2501"]],
  [/<\|user\|>[\s\S]*<\|end\|>/, ["phi3"]],
  [/<\|user\|>/, ["zephyr"]],
];

function templatesMarkedBy(chatTemplate: string): string[] {
  return marks.find(([pattern]) => pattern.test(chatTemplate))?.[1] ?? [];
}

function withFirst(first: string | null, names: readonly string[]): string[] {
  return first === null ? [...names] : [first, ...names.filter((name) => name !== first)];
}

function findByName(catalogue: ModelCatalogue, reference: string): { type: string; template: string | null } | null {
  const name = nameOf(reference).toLowerCase();
  for (const { type, names, template } of catalogue.types)
    if (Object.hasOwn(names, name)) return { type, template: names[name] ?? template };
  return null;
}

/** The name that ms-swift reads from a path or id (`get_model_name`): of a snapshot in a hub's cache that of its model. */
function nameOf(reference: string): string {
  const path = reference.replace(/\/+$/, "");
  const snapshot = /\/models(?:--|\/)(?:.+?--)?(.+?)\/snapshots\//.exec(path)?.[1];
  return (snapshot ?? path.slice(path.lastIndexOf("/") + 1)).replaceAll("___", ".");
}
