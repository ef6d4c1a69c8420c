import { type Message, message } from "../../../../contract/message";
import type { MemoryPart } from "../../../../contract/preflight";

/**
 * Moments at which a training step can be largest. `start`: data are tokenised; `rollout`: the student writes; `teacher`:
 * the teacher's forward pass; `loss`: both logits and the loss between them; `backward`: the last layer's gradients are
 * there and the optimizer begins.
 */
export const moments = ["start", "rollout", "teacher", "loss", "backward"] as const;
export type Moment = (typeof moments)[number];

/** One part with its bytes at each moment, none where a moment is not named; `hostBytes` is what all devices together put into host memory instead. */
export type MomentPart = Pick<MemoryPart, "key" | "formula"> & {
  at: Partial<Record<Moment, number>>;
  hostBytes?: number;
};

/** A part that is there at every moment of a step. */
export function always(key: MemoryPart["key"], bytes: number, formula: Message): MomentPart {
  return { key, formula, at: { rollout: bytes, teacher: bytes, loss: bytes, backward: bytes } };
}

/** Parts of a formula one after the other; those that do not apply are left out. */
export function joined([first, ...others]: [Message, ...(Message | null)[]]): Message {
  return others.reduce<Message>(
    (told, next) => (next === null ? told : message("formulas.and", { first: told, second: next })),
    first,
  );
}
