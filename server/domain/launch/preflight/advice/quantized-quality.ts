import { message } from "../../../../contract/message";
import type { Quantize } from "../../../../contract/recipe/quantize";
import { quantizeMethods } from "../../../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../../../contract/recipe/recipe";
import { quantizedSubject } from "../../../../contract/recipe/subjects";
import { defineAdvice } from "./definition";
import type { QuantizedResult } from "./input";

const keptLimit = 0.97;

/** Quantisations that kept less than 97 % of the student's quality when an earlier run of the pair made them; the latest measurement decides. */
export const quantizedQuality = defineAdvice({
  codes: ["quantized-quality"],
  advise: ({ recipe, history }) => {
    return recipe.quantize.flatMap((quantize, index) => {
      const subject = quantizedSubject(quantize);
      const runId = history.find((entry) => entry.subject === subject)?.runId;
      const latest = history.filter((entry) => entry.subject === subject && entry.runId === runId);
      const [worst] = latest
        .map((result) => ({ ...result, kept: keptBy(result) }))
        .filter(({ kept }) => kept < keptLimit)
        .sort((a, b) => a.kept - b.kept);
      if (worst === undefined) return [];
      return [
        {
          code: "quantized-quality",
          severity: "warning",
          field: `quantize.${index}`,
          message: message("advice.quantized-quality", {
            subject,
            kept: { share: worst.kept },
            dataset: worst.dataset,
          }),
          reason: message(isWithin(worst) ? "advice.quantized-quality-chance" : "advice.quantized-quality-reason", {
            metric: worst.metric,
            student: { share: worst.student.value ?? 0 },
            subject,
            quantized: { share: worst.quantized.value ?? 0 },
            count: worst.quantized.n,
          }),
          source: message("advice.measured-in", { run: worst.runName, id: worst.runId }),
          changes: moreBits(recipe, quantize, index),
        },
      ];
    });
  },
});

/** 1 where the student itself scored nothing, for then there was nothing to keep. */
function keptBy({ student, quantized }: QuantizedResult): number {
  if (student.value === null || quantized.value === null || student.value === 0) return 1;
  return quantized.value / student.value;
}

/** True where the student's score lies within the quantised student's interval. */
function isWithin({ student, quantized }: QuantizedResult): boolean {
  return quantized.high !== null && student.value !== null && quantized.high >= student.value;
}

function moreBits({ quantize }: Recipe, { method, bits }: Quantize, index: number): Record<string, unknown> | null {
  const known: readonly number[] = quantizeMethods[method].bits;
  const isTaken = quantize.some((entry) => entry.method === method && entry.bits === 8);
  return bits === 4 && known.includes(8) && !isTaken ? { [`quantize.${index}.bits`]: 8 } : null;
}
