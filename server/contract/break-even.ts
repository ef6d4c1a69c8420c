import { type Message, message } from "./message";
export type BreakEvenInput = {
  trainingGpuHours: number;
  /** Price of one GPU hour, in the currency of the other prices. */
  gpuHourPrice: number;
  teacherCostPerMillionTokens: number;
  studentCostPerMillionTokens: number;
  /** Prompt and answer together; without it requests are not counted. */
  tokensPerRequest?: number;
};

export type BreakEven = {
  trainingCost: number;
  savedPerMillionTokens: number;
  /** Tokens to serve until the training has paid for itself; null where the student is not cheaper. */
  tokens: number | null;
  requests: number | null;
  reason: Message | null;
};

/** When the student's cheaper tokens have paid for its training. Pure. */
export function breakEven(input: BreakEvenInput): BreakEven {
  const trainingCost = input.trainingGpuHours * input.gpuHourPrice;
  const savedPerMillionTokens = input.teacherCostPerMillionTokens - input.studentCostPerMillionTokens;
  if (savedPerMillionTokens <= 0)
    return {
      trainingCost,
      savedPerMillionTokens,
      tokens: null,
      requests: null,
      reason: message("scores.never-pays"),
    };
  const tokens = Math.ceil((trainingCost / savedPerMillionTokens) * 1e6);
  const requests = input.tokensPerRequest ? Math.ceil(tokens / input.tokensPerRequest) : null;
  return { trainingCost, savedPerMillionTokens, tokens, requests, reason: null };
}
