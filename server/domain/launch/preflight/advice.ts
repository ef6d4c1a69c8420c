import type { Advice } from "../../../contract/preflight";
import { cachedTeacher } from "./advice/cached-teacher";
import { capacityGap } from "./advice/capacity-gap";
import type { AdviceDefinition } from "./advice/definition";
import { engine } from "./advice/engine";
import type { AdviceInput } from "./advice/input";
import { preference } from "./advice/preference";
import { quantizeGate } from "./advice/quantize-gate";
import { quantizedQuality } from "./advice/quantized-quality";
import { softening } from "./advice/softening";
import { validation } from "./advice/validation";

/** In the order in which they are shown. A new one is a file and a line here. */
export const adviceDefinitions: readonly AdviceDefinition[] = [
  capacityGap,
  preference,
  softening,
  cachedTeacher,
  validation,
  quantizeGate,
  quantizedQuality,
  engine,
];

/** What is worth knowing before the launch: warnings first, each with its reason, its source and, where one follows, the change. Pure. */
export function adviseRecipe(input: AdviceInput): Advice[] {
  const all = adviceDefinitions.flatMap(({ advise }) => advise(input));
  const bySeverity = (severity: Advice["severity"]) => all.filter((advice) => advice.severity === severity);
  return [...bySeverity("warning"), ...bySeverity("info")];
}
