/** One way to make a smaller copy of the student, with all that the form, checks, plan, memory estimate and bundles have to know of it. */
export type QuantizeMethodDefinition = {
  /** A proper name, the same in every language. */
  name: string;
  /** Bits a weight that it makes, the usual first. */
  bits: readonly (4 | 8)[];
  /** Looks at training data to choose the scales, each of which a group of weights shares. */
  isCalibrated: boolean;
  /** Flags of `swift export` beside those of the model and of calibration, without dashes. */
  exportFlags: (bits: 4 | 8) => Record<string, string | number>;
  /** What has to be where it runs; `modules` are Python modules, `install` their names for pip. */
  needs: { modules: readonly string[]; install: string; gpu: boolean };
  /** Fewest layers that a student may have; null where there is no such bound. */
  leastLayers: number | null;
  /** Bits that one weight takes with its constants, in a row of `rowLength` weights. */
  weightBits: (entry: { bits: 4 | 8; groupSize: number; rowLength: number }) => number;
  serving: QuantizedServing;
};

/** How the copy is served elsewhere. */
export type QuantizedServing = {
  /** What its weights are called. */
  weights: string;
  /** Packages that ms-swift needs to load them. */
  packages: readonly string[];
  /** The format as vLLM and SGLang have to be told; null where they find it in `config.json`. */
  toldAs: string | null;
  /** False where LMDeploy cannot read them. */
  isReadByLmdeploy: boolean;
  /** The format as LMDeploy has to be told; null where it finds it. */
  lmdeployFormat: string | null;
};

/** Bits of a weight with a 16-bit scale and a zero point for every group. */
export function groupedBits({ bits, groupSize, rowLength }: Parameters<QuantizeMethodDefinition["weightBits"]>[0]) {
  return bits + (16 + bits) / (groupSize > 0 ? groupSize : rowLength);
}
