import { beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../../../../server/api/root";
import { testData } from "./data";
import { testFiles } from "./files";
import { testHosts } from "./hosts";
import { testQueue } from "./queue";
import { testRecipes } from "./recipes";
import { testResults } from "./results";
import { testRuns } from "./runs";
import { testShares } from "./sharing";
import { testSweeps } from "./sweeps";
import { makeWorld, type World } from "./world";

describe("router over a real database", { timeout: 20_000 }, () => {
  const made: { world?: World } = {};
  const world = () => {
    if (made.world === undefined) throw new Error("The runs of the fake engine have not been made");
    return made.world;
  };
  beforeAll(async () => {
    made.world = await makeWorld();
  }, 60_000);

  testResults(world);
  testQueue(world);
  testRecipes(world);
  testShares(world);
  testSweeps(world);
  testData(world);
  testFiles(world);
  testHosts(world);
  testRuns(world);

  it("has been asked for every procedure", () => {
    const procedures = Object.keys(appRouter._def.procedures);
    expect(procedures.filter((name) => !world().asked.has(name))).toEqual([]);
  });
});
