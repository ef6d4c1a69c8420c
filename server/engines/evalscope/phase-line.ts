import { z } from "zod";
import { message } from "../../contract/message";
import type { Progress } from "../../contract/stage";

const marker = "STILLROOM_PHASE ";
const phaseSchema = z.object({
  phase: z.enum(["serving", "quality", "load", "done"]),
  done: z.number(),
  total: z.number(),
});

/** Progress from a driver's `STILLROOM_PHASE {…}` line; null for every other line. */
export function parsePhaseLine(line: string): Progress | null {
  const start = line.indexOf(marker);
  if (start === -1) return null;
  try {
    const { phase, done, total } = phaseSchema.parse(JSON.parse(line.slice(start + marker.length)));
    return {
      step: done,
      totalSteps: total,
      fraction: total > 0 ? Math.min(1, done / total) : null,
      remainingMs: null,
      phase: message(`phases.${phase}`),
    };
  } catch {
    return null;
  }
}
