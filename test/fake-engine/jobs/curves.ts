import { noiseOf, rounded } from "../made-up";

/** What decides the curves of a training. */
export type Curve = {
  totalSteps: number;
  epochs: number;
  rate: number;
  /** `sft`, or ms-swift's `rlhf_type`. */
  method: string;
  seed: string;
};

const bestRate = 3e-4;

/** How well a learning rate suits, from 0 to 1. */
function fitOf({ rate }: Curve): number {
  return Math.exp(-((Math.log10(rate / bestRate) / 1.2) ** 2));
}

/** What is left of the way from the first loss to the last one. */
function leftAt(curve: Curve, step: number): number {
  return Math.exp((-5 * (0.3 + 0.7 * fitOf(curve)) * step) / curve.totalSteps);
}

/** Values of a training step under ms-swift's keys. */
export function trainingAt(curve: Curve, step: number): Record<string, number> {
  const left = leftAt(curve, step);
  const noise = (name: string, size: number) => noiseOf(size, name, curve.seed, curve.rate, step);
  const floor = 0.35 + 0.8 * (1 - fitOf(curve));
  const loss = floor + 4 * left + noise("loss", 0.12 + 0.2 * left);
  const warm = Math.min(1, step / (0.05 * curve.totalSteps));
  return {
    loss: rounded(loss),
    grad_norm: rounded(0.6 + 5 * left + noise("grad", 0.3)),
    learning_rate: rounded(curve.rate * warm * 0.5 * (1 + Math.cos((Math.PI * step) / curve.totalSteps)), 12),
    ...methodValues(curve.method, left, loss, noise),
  };
}

function methodValues(
  method: string,
  left: number,
  loss: number,
  noise: (name: string, size: number) => number,
): Record<string, number> {
  if (method === "gkd")
    return {
      loss_ce: rounded(loss * 0.55),
      loss_kd: rounded(loss * 0.45),
      top1_agreement: rounded(0.92 - 0.8 * left + noise("agreement", 0.03)),
      kl_dataset: rounded(0.2 + 3 * left + noise("kl", 0.08)),
      entropy_student: rounded(1.1 + 2 * left + noise("student", 0.1)),
      entropy_teacher: rounded(0.9 + noise("teacher", 0.05)),
    };
  if (method === "dpo" || method === "kto") {
    const margin = 2.2 * (1 - left) + noise("margin", 0.15);
    return {
      "rewards/chosen": rounded(margin * 0.4),
      "rewards/rejected": rounded(margin * -0.6),
      "rewards/margins": rounded(margin),
      "rewards/accuracies": rounded(Math.min(1, 0.5 + 0.5 * (1 - left) + noise("accuracy", 0.05))),
    };
  }
  if (method === "grpo")
    return {
      reward: rounded(-1.5 * left + noise("reward", 0.1)),
      teacher_kl: rounded(0.1 + 1.4 * left + noise("kl", 0.05)),
      "completions/mean_length": rounded(40 - 20 * (1 - left) + noise("length", 3)),
    };
  return { token_acc: rounded(Math.min(1, 0.95 - 0.8 * left + noise("accuracy", 0.03))) };
}

/** Values of an evaluation during the training. */
export function evaluationAt(curve: Curve, step: number): Record<string, number> {
  const { loss = 0 } = trainingAt(curve, step);
  return { eval_loss: rounded(loss + 0.08 + noiseOf(0.03, "eval", curve.seed, step)), eval_runtime: 1.2 };
}

/** Share of questions that the student answers after a share of its training. */
export function finalQuality(curve: Curve, before: number, share: number): number {
  const gain = 0.75 * fitOf(curve) * share * Math.min(1, 0.6 + 0.2 * curve.epochs);
  return Math.min(0.97, before + gain * (1 - before) + noiseOf(0.03, "quality", curve.seed, curve.rate));
}
