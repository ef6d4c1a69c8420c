import type { QuantizeMethodDefinition } from "./definition";

/** 8-bit floating point (arXiv:2209.05433). */
export const fp8 = {
  name: "FP8",
  bits: [8],
  isCalibrated: false,
  // It has one width only, and ms-swift takes no number for it.
  exportFlags: () => ({ quant_method: "fp8" }),
  needs: { modules: [], install: "", gpu: true },
  leastLayers: null,
  weightBits: () => 8,
  serving: { weights: "FP8", packages: [], toldAs: null, isReadByLmdeploy: true, lmdeployFormat: null },
} satisfies QuantizeMethodDefinition;
