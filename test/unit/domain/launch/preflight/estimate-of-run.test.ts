import { describe, expect, it } from "vitest";
import { estimateOfRun } from "../../../../../server/domain/launch/preflight/estimate-of-run";
import { preflightRecipe } from "../../../../../server/domain/launch/preflight/preflight";
import { insertRun } from "../../../../helpers/past-runs";
import { createServices } from "../../../../helpers/services";

describe("estimateOfRun", () => {
  const input = {
    name: "line",
    teacher: { model: "owner/teacher" },
    student: { model: "owner/student" },
    data: { train: ["train.jsonl"] },
  };

  it("is what the preflight says of the run's recipe", async () => {
    const services = createServices();
    const estimate = await estimateOfRun(services, insertRun(services, input, []));
    const { preflight } = await preflightRecipe(services, input);
    expect(estimate.estimateBytes).toBeNull();
    expect(estimate.reason).not.toBeNull();
    expect(estimate.reason).toEqual(preflight?.memory.reason);
  });

  it("throws not-found for an unknown run", async () => {
    await expect(estimateOfRun(createServices(), "r0")).rejects.toMatchObject({ code: "not-found" });
  });
});
