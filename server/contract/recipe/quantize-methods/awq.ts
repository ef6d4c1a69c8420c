import { groupedBits, type QuantizeMethodDefinition } from "./definition";

/** AWQ (arXiv:2306.00978). */
export const awq = {
  name: "AWQ",
  bits: [4],
  isCalibrated: true,
  exportFlags: (bits) => ({ quant_method: "awq", quant_bits: bits }),
  needs: { modules: ["awq"], install: "autoawq", gpu: true },
  leastLayers: null,
  weightBits: groupedBits,
  serving: {
    weights: "AWQ",
    packages: ["autoawq"],
    toldAs: null,
    isReadByLmdeploy: true,
    lmdeployFormat: "awq",
  },
} satisfies QuantizeMethodDefinition;
