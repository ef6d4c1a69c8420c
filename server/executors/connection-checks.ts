import type { ConnectionCheck } from "../contract/executor";
import type { Message } from "../contract/message";

type CheckName = ConnectionCheck["name"];

/** A check that found nothing wrong. */
export function ok(name: CheckName, message: Message): ConnectionCheck {
  return { name, state: "ok", message, suggestion: null };
}

/** A check that found something wrong, with what mends it. */
export function failed(name: CheckName, message: Message, suggestion: Message | null): ConnectionCheck {
  return { name, state: "failed", message, suggestion };
}

/** A check that could not be made. */
export function skipped(name: CheckName, message: Message): ConnectionCheck {
  return { name, state: "skipped", message, suggestion: null };
}
