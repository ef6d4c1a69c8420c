import type { QuantizeMethodDefinition } from "./definition";

/** bitsandbytes: LLM.int8() (arXiv:2208.07339) and NF4 (arXiv:2305.14314). */
export const bnb = {
  name: "bitsandbytes",
  bits: [4, 8],
  isCalibrated: false,
  exportFlags: (bits) => ({ quant_method: "bnb", quant_bits: bits }),
  needs: { modules: ["bitsandbytes"], install: "bitsandbytes", gpu: false },
  leastLayers: null,
  // NF4 quantises its scales too; int8 has a scale for every row.
  weightBits: ({ bits, rowLength }) => (bits === 4 ? 4.127 : 8 + 16 / rowLength),
  serving: {
    weights: "BitsAndBytes",
    packages: ["bitsandbytes"],
    toldAs: "bitsandbytes",
    isReadByLmdeploy: false,
    lmdeployFormat: null,
  },
} satisfies QuantizeMethodDefinition;
