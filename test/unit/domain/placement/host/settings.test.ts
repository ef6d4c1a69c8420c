import { hostname } from "node:os";
import { beforeEach, describe, expect, it } from "vitest";
import { runners } from "../../../../../db/schema/index";
import { hostSettingsSchema } from "../../../../../server/contract/host-settings";
import {
  getHostSettings,
  readHostSettings,
  saveHostSettings,
} from "../../../../../server/domain/placement/host/settings";
import { fixedSettingsOf, queueHostOf } from "../../../../../server/domain/placement/queue/host";
import type { Services } from "../../../../../server/domain/services";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("the settings of this host", () => {
  it("are the defaults until they are saved, and keep what a later change leaves out", () => {
    expect(readHostSettings(services.db)).toEqual({ cpuSlots: 1, useBusyGpus: false, excludedGpus: [] });
    saveHostSettings(services, { cpuSlots: 3, excludedGpus: [1] });
    saveHostSettings(services, { useBusyGpus: true });
    expect(readHostSettings(services.db)).toEqual({ cpuSlots: 3, useBusyGpus: true, excludedGpus: [1] });
  });

  it.each([
    [{ cpuSlots: 0 }, /^cpuSlots: /],
    [{ cpuSlots: Number.NaN }, /^cpuSlots: /],
    [{ excludedGpus: [-1] }, /^excludedGpus\.0: /],
    [{ slots: 2 }, /slots/],
    ["two", /^settings: /],
    [null, /^settings: /],
  ])("%j is refused by name and changes nothing", (input, message) => {
    saveHostSettings(services, { cpuSlots: 2 });
    expect(() => saveHostSettings(services, input)).toThrow(message);
    expect(readHostSettings(services.db).cpuSlots).toBe(2);
  });

  it("come with what the runner's environment decides", () => {
    expect(getHostSettings(services).fixedBy).toEqual({});
    const fixedBy = fixedSettingsOf({ NODE_ENV: "test", STILLROOM_CPU_SLOTS: "4", CUDA_VISIBLE_DEVICES: "GPU-1f" });
    const hostJson = JSON.stringify({ gpus: [], cpuSlots: 4, fixedBy });
    const row = { id: hostname(), pid: 1, startedAt: 0, beatAt: Date.now(), gpusJson: "[]", hostJson };
    services.db.insert(runners).values(row).run();
    expect(getHostSettings(services).fixedBy).toEqual({ cpuSlots: "STILLROOM_CPU_SLOTS" });
  });
});

it("a host gives out what its settings say, and what its environment says before them", () => {
  const gpus = [0, 1, 2].map((index) => ({ index, memoryUsedBytes: index === 2 ? 9e9 : 0, utilization: 0 }));
  const settings = hostSettingsSchema.parse({ cpuSlots: 3, useBusyGpus: true, excludedGpus: [1] });
  const given = (env: Record<string, string>) => {
    const host = queueHostOf(gpus, { NODE_ENV: "test", ...env }, new Set(), settings);
    return [host.cpuSlots, ...host.gpus.map(({ index, state }) => `${index} ${state}`)];
  };
  expect(given({})).toEqual([3, "0 usable", "2 usable"]);
  expect(given({ STILLROOM_CPU_SLOTS: "5" })).toEqual([5, "0 usable", "2 usable"]);
  expect(given({ STILLROOM_USE_BUSY_GPUS: "0" })).toEqual([3, "0 usable", "2 busy"]);
  expect(given({ CUDA_VISIBLE_DEVICES: "1" })).toEqual([3, "1 usable"]);
});
