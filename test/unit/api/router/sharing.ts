import { expect, it } from "vitest";
import { badRequest, notFound, refusal, type World } from "./world";

/** Calls of `shares`: the owner's side, and what a link shows to others. */
export function testShares(world: () => World): void {
  it("shares.create makes a link that shows chosen fields until shares.revoke", async () => {
    const { api, seeded } = world();
    const { id, token } = await api.shares.create.mutate({ kind: "run", runIds: [seeded.succeeded] });
    expect(await api.shares.list.query({ runId: seeded.succeeded })).toMatchObject([{ id, revokedAt: null }]);
    const view = await api.shares.view.query({ token });
    expect(view.runs).toMatchObject([{ status: "succeeded" }]);
    expect(JSON.stringify(view)).not.toContain(world().services.paths.home);
    const curves = await api.shares.series.query({ token, points: 10 });
    expect(new Set(curves.map(({ runId }) => runId))).toEqual(new Set(["run-1"]));
    const { items } = await api.shares.items.query({ token, limit: 3 });
    expect(items).toHaveLength(3);
    await api.shares.revoke.mutate({ id });
    for (const ask of ["view", "series", "items"] as const)
      await expect(api.shares[ask].query({ token })).rejects.toEqual(notFound);
  });

  it("refuses a link that has expired, or shows nothing", async () => {
    const { api, seeded } = world();
    const wanted = { kind: "run" as const, runIds: [seeded.succeeded] };
    await expect(api.shares.create.mutate({ ...wanted, expiresAt: 1 })).rejects.toEqual(
      refusal("BAD_REQUEST", "invalid-input"),
    );
    await expect(api.shares.create.mutate({ ...wanted, runIds: [] })).rejects.toEqual(badRequest);
    await expect(api.shares.revoke.mutate({ id: "no-link" })).rejects.toEqual(notFound);
    await expect(api.shares.view.query({ token: "short" })).rejects.toEqual(badRequest);
  });
}
