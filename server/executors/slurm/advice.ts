import { type Message, type MessageCode, message } from "../../contract/message";

type Advice = Extract<MessageCode, "connections.no-partition-next" | `jobs.refused-${string}`>;

const rules: [RegExp, Advice][] = [
  [/invalid partition/i, "connections.no-partition-next"],
  [/invalid account|account.*(combination|not permitted)/i, "jobs.refused-account-next"],
  [/invalid qos|qos/i, "jobs.refused-qos-next"],
  [/invalid generic resource|gres/i, "jobs.refused-gres-next"],
  [/time limit/i, "jobs.refused-time-next"],
  [/memory/i, "jobs.refused-memory-next"],
  [/node configuration is not available|more processors|node count/i, "jobs.refused-nodes-next"],
  [/unrecognized option|invalid option|unknown option/i, "jobs.refused-option-next"],
  [/submit limit|job limit|limits/i, "jobs.refused-limit-next"],
];

/** What a person can do about a job that Slurm refused, by its words. Pure. */
export function adviceFor(text: string): Message {
  return message(rules.find(([pattern]) => pattern.test(text))?.[1] ?? "jobs.refused-other-next");
}
