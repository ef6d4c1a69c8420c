import { message } from "../contract/message";
import type { Mend } from "../contract/remedy";
import { type FindMends, longerRows } from "./exit-mends";

/** Takes fewer rows for a step, or lets more rows pass: without any there is no step. */
export const moreSteps: FindMends = (recipe, log) => [
  {
    message: message("mends.single-rows"),
    changes: { "training.batchSize": 1, "training.gradientAccumulation": 1 },
  },
  ...longerRows(recipe, log),
];

/** Does without an extra flag that the engine does not know, or whose value it does not take. */
export const withoutFlags: FindMends = ({ training }, log) => {
  const [, unknown = ""] = [...log.matchAll(/remaining_argv: \[([^\]\n]*)\]/g)].at(-1) ?? [];
  const [, refused = ""] = [...log.matchAll(/error: argument ([^:\n]*):/g)].at(-1) ?? [];
  const names = [...`${unknown} ${refused}`.matchAll(/--(\w+)/g)].flatMap(([, name]) => name ?? []);
  const gone = Object.keys(training.extraArgs).filter((name) => names.includes(name));
  if (gone.length === 0) return [];
  const changes = Object.fromEntries(gone.map((name) => [`training.extraArgs.${name}`, null]));
  return [{ message: message("mends.without", { what: gone.join(", ") }), changes }];
};

/** Puts the adapters on every matrix where the modules that were named are not in the model. */
export const onEveryMatrix: FindMends = (_, log): Mend[] =>
  /Target modules .{0,400}not found in the base model/.test(log)
    ? [{ message: message("mends.all-linear"), changes: { "training.lora.targetModules": ["all-linear"] } }]
    : [];
