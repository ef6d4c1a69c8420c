import type { QueueHost } from "../../../contract/queue";
import type { ActiveEntry } from "./entries";
import type { Need } from "./need";

export type Device = { index: number; state: "usable" | "settling" | "busy"; used: number; isShared: boolean };

// Shares such as 0.3 + 0.7 must fill a GPU although floating point says 1.0000000000000002 or less.
const rounding = 1e-9;

/** The host's GPUs with what active stages take of each: 1 for a whole one. What ours use is never `busy`. Pure. */
export function devicesOf(host: QueueHost, active: readonly ActiveEntry[]): Device[] {
  return host.gpus.map(({ index, state }) => {
    const users = active.filter(({ gpus }) => gpus.includes(index));
    const used = users.reduce((sum, { need }) => sum + (need.share ?? 1), 0);
    return {
      index,
      used,
      state: users.length > 0 ? "usable" : state,
      isShared: users.length > 0 && users.every(({ need }) => need.share !== null),
    };
  });
}

/** Indices of GPUs that nobody uses. */
export function freeOf(devices: readonly Device[]): number[] {
  return devices.filter(({ state, used }) => state === "usable" && used === 0).map(({ index }) => index);
}

/** The GPUs that a stage with this need would get now, or null; a share goes where least is left over. */
export function pickGpus({ gpus, share }: Need, devices: readonly Device[]): number[] | null {
  if (share !== null) {
    const place = devices
      .filter((device) => device.isShared && device.used + share <= 1 + rounding)
      .sort((left, right) => right.used - left.used)[0];
    if (place !== undefined) return [place.index];
  }
  const free = freeOf(devices);
  return free.length < gpus ? null : free.slice(0, gpus);
}
