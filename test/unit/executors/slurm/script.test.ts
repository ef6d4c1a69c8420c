import { describe, expect, it } from "vitest";
import { slurmSettingsSchema } from "../../../../server/contract/executors/slurm";
import type { AttemptJob } from "../../../../server/executors/executor";
import { nodesArgv } from "../../../../server/executors/slurm/nodes-argv";
import {
  commentOf,
  jobScript,
  outputPattern,
  placementArgs,
  reservedOption,
  sbatchArgs,
  smallest,
  warningSeconds,
} from "../../../../server/executors/slurm/script";

const programs = { python: "/opt/engine/python", wrapperPath: "/srv/attempt/wrapper.py" };
const job: AttemptJob = {
  attemptId: "r7k2.a1",
  directory: "/data/runs/a 1",
  argv: ["swift", "sft", "--system=it's $HOME"],
  env: { USE_HF: "1", CUDA_VISIBLE_DEVICES: "3" },
  cwd: "/data/runs/a 1",
  resources: { ...smallest, timeLimitMinutes: null },
  push: null,
};
const settings = (given: Record<string, unknown> = {}) => slurmSettingsSchema.parse(given);

describe("the batch script", () => {
  it("puts the wrapper in the place of the shell, with the attempt's mark and no GPU", () => {
    const env = { NODE_ENV: "test", PATH: "/bin", HF_TOKEN: "secret", TMPDIR: "/tmp/mine" } as const;
    expect(jobScript(job, programs, env).split("\n")).toEqual([
      "#!/bin/sh",
      "export PATH=/bin",
      "export USE_HF=1",
      "export STILLROOM_ATTEMPT=r7k2.a1",
      "export STILLROOM_CLUSTER=Slurm",
      "export CUDA_VISIBLE_DEVICES=''",
      "export HIP_VISIBLE_DEVICES=''",
      "export ROCR_VISIBLE_DEVICES=''",
      "export GPU_DEVICE_ORDINAL=''",
      "exec /opt/engine/python /srv/attempt/wrapper.py '/data/runs/a 1' -- swift sft '--system=it'\\''s $HOME'",
      "",
    ]);
  });

  it("leaves the choice of GPUs to the cluster", () => {
    const script = jobScript({ ...job, resources: { ...smallest, gpus: 2 } }, programs, { NODE_ENV: "test" });
    expect(script).toContain("export CUDA_DEVICE_ORDER=PCI_BUS_ID");
    expect(script).not.toContain("VISIBLE_DEVICES");
  });

  it.each([
    [{ env: { "A B": "1" } }, "name of a variable"],
    [{ argv: ["swift", "a\0b"] }, "zero byte"],
    [{ push: { url: "http://head", token: "t" }, resources: { ...smallest, nodes: 2 } }, "share with the dashboard"],
  ])("refuses %j", (wrong, message) => {
    expect(() => jobScript({ ...job, ...wrong }, programs, { NODE_ENV: "test" })).toThrow(message);
  });

  it("starts the command on every node through srun", () => {
    const entry = ["/opt/engine/python", "/srv/attempt/node_entry.py"];
    const argv = nodesArgv(["swift", "sft"], { nodes: 4, cpus: 8 }, programs);
    expect(argv.slice(0, 4)).toEqual([...entry, "launch", "srun"]);
    expect(argv).toEqual(
      expect.arrayContaining([
        "--nodes=4",
        "--ntasks=4",
        "--ntasks-per-node=1",
        "--cpus-per-task=8",
        "--kill-on-bad-exit=1",
      ]),
    );
    expect(argv.slice(-6)).toEqual([...entry, "run", "--", "swift", "sft"]);
    const script = jobScript({ ...job, resources: { ...smallest, nodes: 4, gpus: 8 } }, programs, { NODE_ENV: "test" });
    expect(script).toContain("srun --nodes=4");
  });
});

describe("the options of sbatch", () => {
  it("come from settings and resources", () => {
    const given = { partition: "gpu", account: "lab", qos: "high", timeLimitMinutes: 60, gresName: "gpu:a100" };
    const resources = { ...smallest, gpus: 2, cpus: 8, memoryMb: 4096, nodes: 3, timeLimitMinutes: 30 };
    expect(placementArgs(settings({ ...given, extraArgs: ["--constraint=ib"] }), resources)).toEqual([
      "--partition=gpu",
      "--account=lab",
      "--qos=high",
      "--time=30",
      "--nodes=3",
      "--ntasks-per-node=1",
      "--cpus-per-task=8",
      "--mem=4096M",
      "--gres=gpu:a100:2",
      "--constraint=ib",
    ]);
  });

  it.each([
    [{ alone: true, gpus: 0 }, true],
    [{ alone: true, gpus: 1 }, false],
    [{ alone: false, gpus: 0 }, false],
  ])("take the whole node for %j: %j", (own, isExclusive) => {
    expect(placementArgs(settings(), { ...smallest, ...own }).includes("--exclusive")).toBe(isExclusive);
  });

  it("name the attempt, keep its output and ask for a signal before the limit", () => {
    expect(sbatchArgs({ ...job, directory: "/d/100%" }, settings({ timeLimitMinutes: 4 }))).toEqual(
      expect.arrayContaining([
        "--parsable",
        "--job-name=r7k2.a1",
        `--comment=${commentOf("/d/100%")}`,
        "--chdir=/data/runs/a 1",
        "--no-requeue",
        "--open-mode=append",
        "--output=/d/100%%/wrapper.log",
        "--signal=B:USR1@60",
        "--time=4",
      ]),
    );
    const push = { url: "http://head", token: "t" };
    const apart = sbatchArgs({ ...job, push }, settings());
    expect(apart).toEqual(expect.arrayContaining(["--chdir=/", "--output=/dev/null"]));
  });

  it.each([
    [null, 120],
    [1, 15],
    [4, 60],
    [8, 120],
    [600, 120],
  ])("warn in time for a limit of %j minutes", (minutes, seconds) => expect(warningSeconds(minutes)).toBe(seconds));

  it.each([
    [["--constraint=a100", "--mem-per-gpu=40G"], null],
    [["--constraint=a100", "--array=1-3"], "--array=1-3"],
    [["--requeue"], "--requeue"],
    [["--nodelist=n1"], null],
  ])("%j: %j is Stillroom's own", (extraArgs, expected) => expect(reservedOption(extraArgs)).toBe(expected));

  it("keep a path whole", () => expect(outputPattern("/a/%j")).toBe("/a/%%j"));
});
