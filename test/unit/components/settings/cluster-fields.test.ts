import { expect, it } from "vitest";
import { draftOf, settingsOf } from "../../../../components/settings/cluster-fields";
import { raySettingsSchema } from "../../../../server/contract/executors/ray";
import { slurmSettingsSchema } from "../../../../server/contract/executors/slurm";

it("a form shows stored settings and stands for the same ones", () => {
  const settings = slurmSettingsSchema.parse({
    partition: "gpu",
    timeLimitMinutes: 90,
    extraArgs: ["--constraint=a100", "--nice=10"],
    cpuSlots: 4,
  });
  const draft = draftOf(settings);
  expect(draft).toMatchObject({ timeLimitMinutes: "90", extraArgs: "--constraint=a100\n--nice=10" });
  expect(draft.account).toBeUndefined();
  expect(slurmSettingsSchema.parse(settingsOf("slurm", draft))).toEqual(settings);
});

it("empty fields are left to their defaults", () => {
  expect(settingsOf("ray", { address: " ", python: "" })).toEqual({});
  expect(raySettingsSchema.parse(settingsOf("ray", {})).address).toBe("http://127.0.0.1:8265");
});

it("what is no number is refused, not guessed", () => {
  expect(slurmSettingsSchema.safeParse(settingsOf("slurm", { timeLimitMinutes: "two hours" })).success).toBe(false);
});
