import { join } from "node:path";
import type { Quantize } from "../../../contract/recipe/quantize";
import { quantizedSubject } from "../../../contract/recipe/subjects";
import type { StageSpec } from "../../engine";
import { flag } from "../flags";
import { envFor, modelFlags, modelSettings } from "../model-args";

/** `quantize`: exports the distilled student with fewer bits a weight. */
export function quantizeStage(quantize: Quantize): StageSpec {
  const subject = quantizedSubject(quantize);
  return {
    key: `quantize-${quantize.method}-${quantize.bits}`,
    kind: "quantize",
    subject,
    title: `Quantisation ${quantize.method} ${quantize.bits}-bit`,
    dependsOn: ["distill"],
    needs: ["student"],
    measured: false,
    plan: (context) => {
      const { recipe, inputs, directory, executables } = context;
      const argv = [
        executables.swift,
        "export",
        ...modelFlags(recipe.student, inputs.student ?? ""),
        ...flag("quant_method", quantize.method),
        ...flag("quant_bits", quantize.bits),
        ...flag("output_dir", join(directory, "model")),
      ];
      return {
        argv,
        commands: [{ label: "swift export", argv }],
        env: envFor(context),
        launch: argv,
        files: {},
        followed: [],
      };
    },
    cacheParts: ({ recipe, inputs }) => ({
      settings: { quantize, student: modelSettings(recipe.student) },
      paths: [inputs.student ?? ""],
    }),
    collect: async (directory) => [
      { kind: "model", name: subject, subject, path: join(directory, "model"), step: null },
    ],
  };
}
