import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { engineFlags, type FlaggedField } from "../../contract/recipe/engine-flags";

type FlagValue = string | number | boolean;

/** `--name=value`, in the one form that argument parsers cannot mistake for another option. */
export function flag(name: string, value: FlagValue | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${String(value)}`];
}

/** The flag of a field of the recipe. */
export function fieldFlag(field: FlaggedField, value: FlagValue | undefined): string[] {
  return flag(engineFlags[field], value);
}

/** The same for a field that holds a list. */
export function fieldListFlag(field: FlaggedField, values: string[]): string[] {
  return listFlag(engineFlags[field], values);
}

/** `--name a b`; items that begin with `-` are refused, since a parser would read them as options. */
export function listFlag(name: string, values: string[]): string[] {
  if (values.length === 0) return [];
  const bad = values.find((value) => value.startsWith("-"));
  if (bad !== undefined)
    throw new AppError("invalid-recipe", message("control.reads-as-option", { value: bad, option: name }), {
      suggestion: message("control.reads-as-option-next"),
    });
  return [`--${name}`, ...values];
}

/** Flags by name, as the recipe's `extraArgs` give them, after all others so that they win. */
export function extraFlags(extra: Record<string, FlagValue>): string[] {
  return Object.entries(extra).flatMap(([name, value]) => flag(name, value));
}

/** Environment of every engine process: no hub unless asked for, unbuffered output, no telemetry. */
export function engineEnv(offline: boolean): Record<string, string> {
  return {
    PYTHONUNBUFFERED: "1",
    TOKENIZERS_PARALLELISM: "false",
    USE_HF: "1",
    ...(offline ? { HF_HUB_OFFLINE: "1", HF_DATASETS_OFFLINE: "1", TRANSFORMERS_OFFLINE: "1" } : {}),
  };
}
