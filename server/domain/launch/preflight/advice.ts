import type { Advice } from "../../../contract/preflight";
import { adviseCachedTeacher } from "./advice/cached-teacher";
import { adviseCapacityGap } from "./advice/capacity-gap";
import { adviseEngine } from "./advice/engine";
import type { AdviceInput } from "./advice/input";
import { advisePreference } from "./advice/preference";
import { adviseQuantizeGate } from "./advice/quantize-gate";
import { adviseQuantizedQuality } from "./advice/quantized-quality";
import { adviseSoftening } from "./advice/softening";
import { adviseValidation } from "./advice/validation";

/** In the order in which they are shown. A new one is a file and a line here. */
const advisers: ((input: AdviceInput) => Advice[])[] = [
  adviseCapacityGap,
  advisePreference,
  adviseSoftening,
  adviseCachedTeacher,
  adviseValidation,
  adviseQuantizeGate,
  adviseQuantizedQuality,
  adviseEngine,
];

/** What is worth knowing before the launch: warnings first, each with its reason, its source and, where one follows, the change. Pure. */
export function adviseRecipe(input: AdviceInput): Advice[] {
  const all = advisers.flatMap((advise) => advise(input));
  const bySeverity = (severity: Advice["severity"]) => all.filter((advice) => advice.severity === severity);
  return [...bySeverity("warning"), ...bySeverity("info")];
}
