import { expect, it } from "vitest";
import { words } from "../../../../server/cli/language";
import { slurmSettingsSchema } from "../../../../server/contract/executors/slurm";
import { verbatim } from "../../../../server/contract/message";
import type { EngineVerdict } from "../../../../server/executors/attempt/cluster-state";
import { probeArgs, probeFindings } from "../../../../server/executors/slurm/probe-script";

const settings = slurmSettingsSchema.parse({});
const push = slurmSettingsSchema.parse({ results: "push", pushUrl: "https://head:8443" });
const gone: EngineVerdict = { kind: "gone", cause: null };
const seen = { verdict: gone, isOver: true, exitCode: 0, written: "3.11.2 4.9.0", settings, python: "/opt/python" };

it.each([
  [{}, "ok", "ok", /3\.11\.2 with ms-swift 4\.9\.0/],
  [{ exitCode: 41, written: null }, "failed", "skipped", /no \/opt\/python/],
  [{ exitCode: 42, written: null }, "skipped", "failed", /does not see the folder/],
  [{ exitCode: 43, written: null }, "failed", "skipped", /Stillroom's own files/],
  [{ exitCode: 44, written: null }, "failed", "skipped", /older than 3\.10/],
  [{ exitCode: 45, written: null }, "failed", "skipped", /no ms-swift/],
  [{ exitCode: 1, written: null }, "failed", "skipped", /with code 1/],
  [{ written: null }, "ok", "failed", /did not arrive/],
  [{ written: null, settings: push }, "ok", "ok", /reaches the dashboard/],
  [{ exitCode: 46, written: null, settings: push }, "ok", "failed", /does not reach https:\/\/head:8443/],
  [
    { exitCode: null, written: null, verdict: { kind: "gone", cause: verbatim("the node failed") } as const },
    "failed",
    "skipped",
    /without telling how: the node failed/,
  ],
  [
    {
      isOver: false,
      written: null,
      verdict: { kind: "pending", note: verbatim("Slurm: waiting (Priority)") } as const,
    },
    "skipped",
    "skipped",
    /Slurm: waiting \(Priority\)/,
  ],
])("%j", (found, python, results, text) => {
  const checks = probeFindings({ ...seen, ...found });
  expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([`python ${python}`, `results ${results}`]);
  expect(checks.map(({ message }) => words(message)).join("; ")).toMatch(text);
  for (const { state, suggestion } of checks) expect(suggestion !== null).toBe(state === "failed");
});

it("asks for little and writes nowhere", () => {
  const args = probeArgs(slurmSettingsSchema.parse({ partition: "gpu" }), "stillroom-x", "/d");
  expect(args).toEqual(expect.arrayContaining(["--partition=gpu", "--time=2", "--output=/dev/null", "--no-requeue"]));
});
