import { isTree } from "../../../../server/contract/at-path";
import { deepspeedJson } from "../../../../server/contract/recipe/deepspeed";
import { deepspeedPresetSchema } from "../../../../server/contract/recipe/memory";

export const deepspeedChoices = ["none", ...deepspeedPresetSchema.options, "custom"] as const;
export type DeepspeedChoice = (typeof deepspeedChoices)[number];

/** Which choice a recipe value stands for. */
export function deepspeedChoice(value: unknown): DeepspeedChoice {
  if (isTree(value)) return "custom";
  return deepspeedPresetSchema.safeParse(value).data ?? "none";
}

/** The DeepSpeed JSON of a recipe value as text; empty without DeepSpeed. */
export function deepspeedText(value: unknown): string {
  const source = isTree(value) ? value : deepspeedPresetSchema.safeParse(value).data;
  return source === undefined ? "" : JSON.stringify(deepspeedJson(source), null, 2);
}

/** The recipe value of a choice; one's own JSON begins as what was there, else as ZeRO-2. */
export function valueOfChoice(choice: DeepspeedChoice, before: unknown): unknown {
  if (choice === "none") return undefined;
  if (choice !== "custom") return choice;
  return isTree(before) ? before : deepspeedJson(deepspeedPresetSchema.safeParse(before).data ?? "zero2");
}
