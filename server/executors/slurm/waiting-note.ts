import { type Message, type MessageCode, message } from "../../contract/message";

const never =
  /^(PartitionTimeLimit|PartitionNodeLimit|PartitionConfig|AssociationJobLimit|AssocMaxWallDurationPerJobLimit|QOSMaxWallDurationPerJobLimit|InvalidAccount|InvalidQOS|AccountNotAllowed|QOSNotAllowed|BadConstraints|JobHeldAdmin|JobHeldUser|launch_failed_requeued_held|DependencyNeverSatisfied|(QOSMax|AssocMax|MaxTRES|QOSMin)\w*Per(Job|Node)\w*)$/;

type WaitCode = Extract<MessageCode, `jobs.wait-${string}`>;

const plain: Record<string, WaitCode> = {
  None: "jobs.wait-none",
  Resources: "jobs.wait-resources",
  Priority: "jobs.wait-priority",
  BeginTime: "jobs.wait-begin",
  Dependency: "jobs.wait-dependency",
  Licenses: "jobs.wait-licences",
  Reservation: "jobs.wait-reservation",
  ReqNodeNotAvail: "jobs.wait-nodes-away",
  PartitionDown: "jobs.wait-partition-down",
  PartitionInactive: "jobs.wait-partition-inactive",
  NodeDown: "jobs.wait-node-down",
  JobHeldAdmin: "jobs.wait-held-admin",
  JobHeldUser: "jobs.wait-held",
  PartitionTimeLimit: "jobs.wait-time-limit",
  PartitionNodeLimit: "jobs.wait-node-limit",
  PartitionConfig: "jobs.wait-partition-config",
  InvalidAccount: "jobs.wait-account",
  InvalidQOS: "jobs.wait-qos",
  AccountNotAllowed: "jobs.wait-account-forbidden",
  QOSNotAllowed: "jobs.wait-qos-forbidden",
  BadConstraints: "jobs.wait-constraints",
};

/** Slurm's reason for waiting, in words with Slurm's own in brackets; says so where it will never start by itself. Pure. */
export function waitingNote(reason: string): Message {
  // `ReqNodeNotAvail, UnavailableNodes:n1`, `(Resources)`
  const key = /^\(?(\w+)/.exec(reason)?.[1] ?? "";
  const words = plain[key] ?? limitWords(key) ?? "jobs.wait-unknown";
  const told = message("jobs.slurm-waits", { why: message(words), reason });
  return never.test(key) ? message("jobs.slurm-never", { message: told }) : told;
}

function limitWords(key: string): WaitCode | null {
  if (/^QOS/.test(key)) return "jobs.wait-qos-limit";
  return /^(Assoc|Max)/.test(key) ? "jobs.wait-account-limit" : null;
}
