import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { preflightSoFar } from "../../../../../server/domain/launch/preflight/preflight-so-far";
import { writeTraining } from "../../../../helpers/big-data";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

it("tells what is known at once, names the file that is still read, and ends whole", async () => {
  vi.stubEnv("STILLROOM_WORKERS", "1");
  const home = createHome();
  const services = createServices(home);
  const train = await writeTraining(home, "train.jsonl", 4 * 2 ** 20);
  const recipe = minimalRecipe({ data: { train: [train] } });
  const first = await preflightSoFar(services, recipe);
  expect(first.preflight?.memory).toBeNull();
  expect(first.looking.map(({ part, file }) => [part, file])).toContainEqual(["data", train]);
  expect(first.problems.map(({ code }) => code)).toContain("hub-model");
  let told = first;
  while (told.looking.length > 0) told = await preflightSoFar(services, recipe);
  expect(told.preflight?.data?.rows).toBeGreaterThan(1_000);
  expect(told.preflight?.memory).not.toBeNull();
  expect(told.preflight?.time).not.toBeNull();
  vi.unstubAllEnvs();
}, 120_000);

it("tells a recipe that cannot be read by its problems", async () => {
  const services = createServices(join(createHome()));
  const told = await preflightSoFar(services, { name: "nothing else" });
  expect(told).toMatchObject({ preflight: null, looking: [] });
  expect(told.problems.length).toBeGreaterThan(0);
});
