import { groupedBits, type QuantizeMethodDefinition } from "./definition";

/** GPTQ (arXiv:2210.17323). */
export const gptq = {
  name: "GPTQ",
  bits: [4, 8],
  isCalibrated: true,
  exportFlags: (bits) => ({ quant_method: "gptq", quant_bits: bits }),
  needs: { modules: ["gptqmodel", "optimum"], install: "--no-build-isolation gptqmodel optimum", gpu: false },
  // ms-swift looks for the blocks that it quantises one by one as a list of at least this many.
  leastLayers: 10,
  weightBits: groupedBits,
  serving: {
    weights: "GPTQ",
    packages: ["optimum", "gptqmodel"],
    toldAs: null,
    isReadByLmdeploy: true,
    lmdeployFormat: "gptq",
  },
} satisfies QuantizeMethodDefinition;
