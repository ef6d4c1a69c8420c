import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { preflightSoFar } from "../../../../../server/domain/launch/preflight/preflight-so-far";
import { allowFolder } from "../../../../../server/domain/recipes/files/allow-folder";
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

it("looks anew where a folder was allowed while it was looking", async () => {
  vi.stubEnv("STILLROOM_WORKERS", "1");
  const home = createHome();
  const services = createServices(home);
  const outside = createHome();
  const inside = await writeTraining(home, "train.jsonl", 4 * 2 ** 20);
  const other = join(outside, await writeTraining(outside, "other.jsonl", 1_000));
  const recipe = minimalRecipe({ data: { train: [other, inside] } });
  let told = await preflightSoFar(services, recipe);
  expect(told.looking.length).toBeGreaterThan(0);
  allowFolder(services, outside);
  do told = await preflightSoFar(services, recipe);
  while (told.looking.length > 0);
  expect(told.problems.filter(({ field }) => field === "data.train.0")).toEqual([]);
  vi.unstubAllEnvs();
}, 120_000);

it("tells a recipe that cannot be read by its problems", async () => {
  const services = createServices(join(createHome()));
  const told = await preflightSoFar(services, { name: "nothing else" });
  expect(told).toMatchObject({ preflight: null, looking: [] });
  expect(told.problems.length).toBeGreaterThan(0);
});
