import { message } from "../contract/message";
import { quantizeMethods } from "../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../contract/recipe/recipe";
import type { Mend } from "../contract/remedy";

/** Changes of a recipe that may mend a failure, by what the engine wrote last; the likeliest first. Pure. */
export type FindMends = (recipe: Recipe, log: string) => Mend[];

const mend = (said: Mend["message"], changes: Mend["changes"]): Mend => ({ message: said, changes });

/** Trains in the precision that every device has. */
export const inFullPrecision: FindMends = ({ student }) =>
  student.dtype === "float32"
    ? []
    : [mend(message("mends.dtype", { dtype: "float32" }), { "student.dtype": "float32" })];

type Role = "teacher" | "student";

/** The models of a recipe that a path of the log can mean; both where it is neither's. */
function rolesOf({ teacher, student }: Recipe, path: string): Role[] {
  const named = (["student", "teacher"] as const).filter((role) =>
    path.endsWith(role === "teacher" ? teacher.model : student.model),
  );
  return named.length > 0 ? named : ["student", "teacher"];
}

const namesIn = (list: string) => [...list.matchAll(/'([\w.-]+)'/g)].flatMap(([, name]) => name ?? []);
const mostNames = 3;

/** The plain name of a family is the likeliest: `llama`, which stands in `codefuse_codellama` and `openbuddy_llama` too. */
function likeliestFirst(names: readonly string[]): string[] {
  const kin = (name: string) => names.filter((other) => other.includes(name)).length;
  return names.toSorted((left, right) => kin(right) - kin(left));
}

/** What a pattern found last: before it stands the line of code that writes the words. */
function lastMatch(log: string, pattern: RegExp): string[] {
  return [...log.matchAll(pattern)].at(-1) ?? [];
}

/** Sets one of the types that ms-swift would not choose between, or takes away one that it does not know. */
export const settleType: FindMends = (recipe, log) => {
  const [, path = "", list = ""] = lastMatch(
    log,
    /`model_type` for `([^`\n]*)`\. Multiple possible types found: \[([^\]\n]*)\]/g,
  );
  const [, unknown] = lastMatch(log, /model_type: '([^'\n]*)' not in/g);
  return [
    ...likeliestFirst(namesIn(list))
      .slice(0, mostNames)
      .map((type) => setName(recipe, path, "modelType", type)),
    ...withoutUnknown(recipe, "modelType", unknown),
  ];
};

/** The same for the template, in ms-swift's own order. */
export const settleTemplate: FindMends = (recipe, log) => {
  const [, path = "", list = ""] = lastMatch(
    log,
    /`template_type` for `([^`\n]*)`\. Multiple possible types found: \[([^\]\n]*)\]/g,
  );
  const [, unknown] = lastMatch(log, /template_type: '([^'\n]*)' not in/g);
  return [
    ...namesIn(list)
      .slice(0, mostNames)
      .map((template) => setName(recipe, path, "template", template)),
    ...withoutUnknown(recipe, "template", unknown),
  ];
};

function setName(recipe: Recipe, path: string, key: "modelType" | "template", name: string): Mend {
  const roles = rolesOf(recipe, path);
  const role = message(`mends.${roles[0] ?? "student"}`);
  return mend(
    key === "template"
      ? message("mends.template", { role, template: name })
      : message("mends.model-type", { role, type: name }),
    Object.fromEntries(roles.map((each) => [`${each}.${key}`, name])),
  );
}

function withoutUnknown(recipe: Recipe, key: "modelType" | "template", name: string | undefined): Mend[] {
  const roles = (["student", "teacher"] as const).filter((role) => name !== undefined && recipe[role][key] === name);
  if (roles.length === 0) return [];
  return [
    mend(
      message("mends.without", { what: `${roles[0]}.${key}` }),
      Object.fromEntries(roles.map((role) => [`${role}.${key}`, null])),
    ),
  ];
}

/** Takes the attention that comes with PyTorch. */
export const plainAttention: FindMends = ({ memory }) =>
  memory.attention === "sdpa"
    ? []
    : [mend(message("mends.attention", { attention: "sdpa" }), { "memory.attention": "sdpa" })];

/** Goes in smaller steps, in a precision that does not overflow. */
export const calmer: FindMends = (recipe) => {
  const rate = Number((recipe.training.learningRate / 10).toPrecision(2));
  const slower = mend(message("mends.learning-rate", { rate: String(rate) }), { "training.learningRate": rate });
  return recipe.student.dtype === "float16" ? [...inFullPrecision(recipe, ""), slower] : [slower];
};

/** Leaves out what cannot be read. */
export const leaveOutRows: FindMends = () => [mend(message("mends.leave-out"), { "data.badRows": "leaveOut" })];

/** Lets rows be longer. */
export const longerRows: FindMends = ({ data }) => {
  const tokens = Math.max(512, data.maxLength * 4);
  return [mend(message("mends.longer-rows", { tokens: String(tokens) }), { "data.maxLength": tokens })];
};

/** Trains adapters instead of weights that are kept in 4 bits. */
export const byAdapters: FindMends = ({ training }, log) =>
  training.tuner === "full" && log.includes("only Tensors of floating point dtype can require gradients")
    ? [mend(message("mends.lora"), { "training.tuner": "lora" })]
    : [];

/** Does without what needs the package or device that is not there. */
export const withoutMissing: FindMends = ({ quantize, memory, training, report }, log) => {
  const [, ...asked] = lastMatch(
    log,
    /No module named '?([\w.]+)|The '([\w.-]+)' distribution was not found|try `pip install ([\w-]+)/g,
  );
  const name = (asked.find((each) => each !== undefined) ?? "").split(".")[0]?.replaceAll("-", "_") ?? "";
  const noGpu = /No GPU or XPU found/.test(log);
  const isMissing = (modules: readonly string[], gpu: boolean) => (noGpu && gpu) || modules.includes(name);
  const left = quantize.filter(({ method }) => {
    const { modules, gpu } = quantizeMethods[method].needs;
    return !isMissing(modules, gpu);
  });
  const gone = quantize.filter((entry) => !left.includes(entry)).map(({ method }) => quantizeMethods[method].name);
  const reported = report.filter((tool) => tool !== name);
  return [
    ...(gone.length > 0 ? [mend(message("mends.without", { what: gone.join(", ") }), { quantize: left })] : []),
    ...(memory.deepspeed !== undefined && isMissing(["deepspeed"], true)
      ? [mend(message("mends.without", { what: "DeepSpeed" }), { "memory.deepspeed": null })]
      : []),
    ...(memory.liger && isMissing(["liger_kernel"], true)
      ? [mend(message("mends.without", { what: "Liger" }), { "memory.liger": false })]
      : []),
    ...(training.tuner === "qlora" && isMissing(["bitsandbytes"], false)
      ? [mend(message("mends.lora"), { "training.tuner": "lora" })]
      : []),
    ...(reported.length < report.length ? [mend(message("mends.without", { what: name }), { report: reported })] : []),
  ];
};
