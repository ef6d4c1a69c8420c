import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { removals, runs, stages } from "../../../../../db/schema/index";
import { createShare, listShares } from "../../../../../server/domain/publish/shares/manage";
import { deleteRuns } from "../../../../../server/domain/runs/deletion/delete";
import { finishRemovals } from "../../../../../server/domain/runs/deletion/files";
import { lookAtDeletion } from "../../../../../server/domain/runs/deletion/look";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { insertManyRuns } from "../../../../helpers/many-runs";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
  insertManyRuns(services, 12);
  for (const id of ["r1", "r2", "r3"]) {
    mkdirSync(join(services.paths.runs, id, "distill"), { recursive: true });
    writeFileSync(join(services.paths.runs, id, "distill", "model.bin"), "x".repeat(1_000));
  }
});

const filesOf = (id: string) => existsSync(join(services.paths.runs, id));
const idsLeft = () => services.db.select({ id: runs.id }).from(runs).all().length;

/** Counts what is left of a run in every table that holds something of runs. */
function leftOf(id: string): number {
  const queries = [
    `SELECT count(*) FROM stages WHERE run_id = '${id}'`,
    `SELECT count(*) FROM attempts WHERE stage_id LIKE '${id}.%'`,
    `SELECT count(*) FROM evaluations WHERE stage_id LIKE '${id}.%'`,
    `SELECT count(*) FROM metric_series WHERE run_id = '${id}'`,
    "SELECT count(*) FROM metric_points WHERE series_id NOT IN (SELECT id FROM metric_series)",
    `SELECT count(*) FROM run_facts WHERE run_id = '${id}'`,
  ];
  return queries.reduce((sum, query) => sum + Number(services.db.$client.prepare(query).pluck().get()), 0);
}

describe("deleting runs", () => {
  it("takes all rows and files, and says before what goes with them", async () => {
    const { db } = services;
    db.update(runs).set({ parentRunId: "r1" }).where(eq(runs.id, "r5")).run();
    createShare(db, { kind: "run", runIds: ["r1"], title: "", expiresAt: null });
    createShare(db, { kind: "comparison", runIds: ["r1", "r5"], title: "", expiresAt: null });
    const look = await lookAtDeletion(services, ["r1", "r2", "no-run"]);
    expect(look).toMatchObject({ freedBytes: 2_000, clones: 1, shares: 2, sweeps: ["rates"], refused: [] });
    expect(look.runs.map(({ id }) => id)).toEqual(["r1", "r2"]);
    expect(filesOf("r1")).toBe(true);

    expect(await deleteRuns(services, ["r1", "r2"])).toEqual(["r1", "r2"]);
    expect([filesOf("r1"), filesOf("r2"), filesOf("r3")]).toEqual([false, false, true]);
    expect([leftOf("r1"), leftOf("r2"), idsLeft()]).toEqual([0, 0, 10]);
    expect(getRun(services, "r5")).toMatchObject({ parentRunId: null, changes: [] });
    expect(listShares(db, null).map(({ runIds, revokedAt }) => [runIds, revokedAt === null])).toEqual(
      expect.arrayContaining([
        [[], false],
        [["r5"], true],
      ]),
    );
  });

  it("keeps a run whose results another one uses, unless both go", async () => {
    services.db.update(stages).set({ cachedFromStageId: "r3.0" }).where(eq(stages.id, "r6.0")).run();
    const look = await lookAtDeletion(services, ["r3"]);
    expect(look.runs).toEqual([]);
    expect(look.refused).toMatchObject([
      { id: "r3", reason: { code: "control.delete-reused", values: { runs: "#6" } } },
    ]);
    expect(await deleteRuns(services, ["r3"])).toEqual([]);
    expect(filesOf("r3")).toBe(true);
    expect(await deleteRuns(services, ["r3", "r6"])).toEqual(["r3", "r6"]);
  });

  it("keeps what is needed by a run that itself has to stay", async () => {
    services.db.update(stages).set({ cachedFromStageId: "r3.0" }).where(eq(stages.id, "r6.0")).run();
    services.db.update(runs).set({ status: "running" }).where(eq(runs.id, "r6")).run();
    const { refused } = await lookAtDeletion(services, ["r3", "r6", "r7"]);
    expect(refused.map(({ id, reason }) => [id, reason.code])).toEqual([
      ["r6", "control.still-active"],
      ["r3", "control.delete-reused"],
    ]);
    expect(await deleteRuns(services, ["r3", "r6", "r7"])).toEqual(["r7"]);
  });

  it("keeps one whose model is being served, and one whose files a run at work reads", async () => {
    const { db } = services;
    db.update(stages).set({ kind: "serve", status: "running" }).where(eq(stages.id, "r8.4")).run();
    const names = { teacher: { model: join(services.paths.runs, "r9", "distill") } };
    db.update(runs)
      .set({ status: "queued", recipeJson: sql`json_patch(${runs.recipeJson}, ${JSON.stringify(names)})` })
      .where(eq(runs.id, "r10"))
      .run();
    const { refused, users } = await lookAtDeletion(services, ["r8", "r9"]);
    expect(refused.map(({ reason }) => reason.code)).toEqual(["control.delete-serves", "control.delete-in-use"]);
    db.update(runs).set({ status: "succeeded" }).where(eq(runs.id, "r10")).run();
    expect(users).toEqual([]);
    expect((await lookAtDeletion(services, ["r9"])).users).toMatchObject([{ id: "r10" }]);
  });

  it("finishes later what a process that died has left of the files, and no more", async () => {
    const { db } = services;
    db.insert(removals)
      .values(["r3", "r2"].map((path) => ({ path, requestedAt: 1 })))
      .run();
    db.$client.exec("PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE id = 'r2'; PRAGMA foreign_keys = ON");
    await finishRemovals(services);
    expect([filesOf("r2"), filesOf("r3")]).toEqual([false, true]);
    expect(db.select().from(removals).all()).toEqual([]);
  });
});
