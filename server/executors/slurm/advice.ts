const rules: [RegExp, string][] = [
  [/invalid partition/i, "Choose a partition that `sinfo` lists"],
  [
    /invalid account|account.*(combination|not permitted)/i,
    "Choose an account that `sacctmgr show associations` lists for your user",
  ],
  [/invalid qos|qos/i, "Choose a quality of service that your account may use"],
  [/invalid generic resource|gres/i, "Set the name that `sinfo -o %G` shows for GPUs"],
  [/time limit/i, "Ask for less time, or leave the limit to the partition"],
  [/memory/i, "Ask for less memory, or for a partition with larger nodes"],
  [
    /node configuration is not available|more processors|node count/i,
    "Ask for no more GPUs, cores and memory than one node of the partition has",
  ],
  [/unrecognized option|invalid option|unknown option/i, "Look at the further options of sbatch in Settings"],
  [/submit limit|job limit|limits/i, "Wait for other jobs of your account to end, or ask an administrator"],
];

/** What a person can do about a job that Slurm refused, by its words. Pure. */
export function adviceFor(text: string): string {
  return (
    rules.find(([pattern]) => pattern.test(text))?.[1] ?? "Change resources or Slurm's settings, then retry the stage"
  );
}
