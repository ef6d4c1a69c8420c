const never =
  /^(PartitionTimeLimit|PartitionNodeLimit|PartitionConfig|AssociationJobLimit|AssocMaxWallDurationPerJobLimit|QOSMaxWallDurationPerJobLimit|InvalidAccount|InvalidQOS|AccountNotAllowed|QOSNotAllowed|BadConstraints|JobHeldAdmin|JobHeldUser|launch_failed_requeued_held|DependencyNeverSatisfied|(QOSMax|AssocMax|MaxTRES|QOSMin)\w*Per(Job|Node)\w*)$/;

const plain: Record<string, string> = {
  None: "Slurm has not looked at it yet",
  Resources: "waiting for free resources",
  Priority: "jobs of higher priority go first",
  BeginTime: "its start time has not come",
  Dependency: "it depends on another job",
  Licenses: "waiting for a licence",
  Reservation: "waiting for a reservation",
  ReqNodeNotAvail: "the nodes that it needs are down, drained or reserved",
  PartitionDown: "the partition is down",
  PartitionInactive: "the partition takes no jobs",
  NodeDown: "a node that it needs is down",
  JobHeldAdmin: "an administrator holds it",
  JobHeldUser: "it is held",
  PartitionTimeLimit: "it asks for more time than the partition allows",
  PartitionNodeLimit: "it asks for more nodes than the partition allows",
  PartitionConfig: "the partition cannot give what it asks for",
  InvalidAccount: "the account is not known",
  InvalidQOS: "the quality of service is not known",
  AccountNotAllowed: "the account may not use this partition",
  QOSNotAllowed: "the quality of service may not be used here",
  BadConstraints: "no node has what it asks for",
};

/** Slurm's reason for waiting, in words with Slurm's own in brackets; says so where it will never start by itself. Pure. */
export function waitingNote(reason: string): string {
  // `ReqNodeNotAvail, UnavailableNodes:n1`, `(Resources)`
  const key = /^\(?(\w+)/.exec(reason)?.[1] ?? "";
  const words = plain[key] ?? limitWords(key) ?? "waiting";
  const told = `Slurm: ${words} (${reason})`;
  return never.test(key) ? `${told}. It will not start until that is changed` : told;
}

function limitWords(key: string): string | null {
  if (/^QOS/.test(key)) return "a limit of the quality of service is reached";
  return /^(Assoc|Max)/.test(key) ? "a limit of the account is reached" : null;
}
