import { type Message, message, verbatim } from "./message";
import { statuses } from "./texts/statuses";

/** The status of a run or stage as part of a sentence; one of another version stays as it is. */
export function statusSaid(status: string): Message {
  return isStatus(status) ? message(`statuses.${status}`) : verbatim(status);
}

function isStatus(status: string): status is keyof typeof statuses {
  return Object.hasOwn(statuses, status);
}
