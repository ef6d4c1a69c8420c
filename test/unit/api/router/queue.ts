import { expect, it } from "vitest";
import { badRequest, conflict, notFound, type World } from "./world";

const unknown = { runId: "r-unknown" };

/** Calls that look at the queue and change its order. */
export function testQueue(world: () => World): void {
  it("runs.queue shows what waits and why", async () => {
    const { api, seeded } = world();
    const queue = await api.runs.queue.query();
    expect(queue.find(({ runId }) => runId === seeded.held)?.reason).toEqual({ kind: "held" });
  });

  it("runs.release and runs.hold let a run go and keep it", async () => {
    const { api, seeded } = world();
    const run = { runId: seeded.held };
    const isHeld = async () => (await api.runs.queue.query()).find(({ runId }) => runId === run.runId)?.held;
    await api.runs.release.mutate(run);
    expect(await isHeld()).toBe(false);
    await api.runs.hold.mutate(run);
    expect(await isHeld()).toBe(true);
    for (const change of ["hold", "release"] as const) {
      await expect(api.runs[change].mutate(unknown)).rejects.toEqual(notFound);
      await expect(api.runs[change].mutate({ runId: seeded.succeeded })).rejects.toEqual(conflict);
    }
  });

  it("runs.move and runs.setPriority put a run where a person wants it", async () => {
    const { api, seeded } = world();
    const order = async () => (await api.runs.queue.query()).map(({ runId }) => runId);
    await api.runs.move.mutate({ runId: seeded.running, beforeRunId: seeded.held });
    const moved = await order();
    expect(moved.indexOf(seeded.running)).toBeLessThan(moved.indexOf(seeded.held));
    await api.runs.setPriority.mutate({ runId: seeded.held, priority: 5 });
    expect((await order())[0]).toBe(seeded.held);
    await expect(api.runs.move.mutate({ runId: seeded.running, beforeRunId: seeded.held })).rejects.toEqual(conflict);
    await expect(api.runs.setPriority.mutate({ runId: seeded.held, priority: 101 })).rejects.toEqual(badRequest);
  });
}
