import { awq } from "./awq";
import { bnb } from "./bnb";
import type { QuantizeMethodDefinition } from "./definition";
import { fp8 } from "./fp8";
import { gptq } from "./gptq";

/** Every quantisation method. A new one is a file and a line here. */
const methods = {
  gptq,
  awq,
  bnb,
  fp8,
};

export type QuantizeMethod = keyof typeof methods;
export const quantizeMethods: Record<QuantizeMethod, QuantizeMethodDefinition> = methods;
