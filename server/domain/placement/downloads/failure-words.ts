import { roomWords } from "../../../contract/downloads";
import type { Hub } from "../../../contract/exports";
import { type Message, message } from "../../../contract/message";
import type { HubFailure } from "../../../engines/hub/download";

type Said = { message: Message; suggestion: Message; words: string };

/** Why a hub gave nothing, and what to do about it. Pure. */
export function failureWords(hub: Hub, model: string, failure: HubFailure): Said {
  const { reason } = failure;
  return {
    message: messageOf(hub, model, failure),
    suggestion: message(`downloads.${reason}-next`),
    words: failure.words,
  };
}

function messageOf(hub: Hub, model: string, { reason, neededBytes, freeBytes }: HubFailure): Message {
  const name = message(`downloads.${hub}`);
  switch (reason) {
    case "no-network":
      return message("downloads.no-network", { hub: name });
    case "gated":
    case "not-found":
      return message(`downloads.${reason}`, { hub: name, model });
    case "no-weights":
      return message("downloads.no-weights", { model });
    case "offline":
      return message("downloads.offline");
    case "no-room":
      return neededBytes === undefined || freeBytes === undefined
        ? message("downloads.no-room-full")
        : roomWords(neededBytes, freeBytes);
    case "other":
      return message("downloads.other");
  }
}
