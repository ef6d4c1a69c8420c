import { describe, expect, it, vi } from "vitest";
import { AppError } from "../../server/contract/error";
import { sharedViewSchema } from "../../server/contract/share";
import { createShare, listShares, revokeShare } from "../../server/domain/publish/shares/manage";
import { viewShare } from "../../server/domain/publish/shares/view";
import { createRun } from "../../server/domain/runs/control/create";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { createHome, createServices } from "../helpers/services";

const home = createHome();
const services = createServices(home, createFakeEngine(home));

async function shareNewRun(expiresAt: number | null = null) {
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const { runId } = await createRun(services, { recipe });
  return { runId, share: createShare(services.db, { kind: "run", runIds: [runId], title: "", expiresAt }) };
}

describe("shares", () => {
  it("show whitelisted fields without run id, command or machine path", async () => {
    const { runId, share } = await shareNewRun();
    const view = sharedViewSchema.parse(viewShare(services, share.token));
    const text = JSON.stringify(view);
    expect(view.runs[0]).toMatchObject({ id: "run-1", name: "fake", teacher: "teacher" });
    expect(text).not.toContain(runId);
    expect(text).not.toContain(home);
    expect(text).not.toContain("argv");
  });

  it("end for good when they are revoked", async () => {
    const { runId, share } = await shareNewRun();
    revokeShare(services.db, share.id);
    expect(() => viewShare(services, share.token)).toThrow(AppError);
    expect(listShares(services.db, runId)[0]?.revokedAt).not.toBeNull();
  });

  it("end at their expiry, and none begins expired", async () => {
    const { share } = await shareNewRun(Date.now() + 60_000);
    expect(viewShare(services, share.token).runs).toHaveLength(1);
    vi.setSystemTime(Date.now() + 60_001);
    expect(() => viewShare(services, share.token)).toThrow(/revoked, has expired or never existed/);
    vi.useRealTimers();
    await expect(shareNewRun(Date.now() - 1)).rejects.toThrow(/already have expired/);
  });
});
