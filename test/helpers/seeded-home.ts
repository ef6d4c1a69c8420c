import type { Services } from "../../server/domain/services";
import { makeSampleModels } from "../dev/home";
import { type Seeded, seed } from "../dev/seed";
import { installFakeEngine } from "../fake-engine/install";

/** Long for a runner of the past to look at a run, but quick to make. */
const lookMs = 30_000;

/** Puts the fake engine, its models and runs of every kind into an empty home. */
export async function seedHome(services: Services): Promise<Seeded> {
  installFakeEngine(services.paths.engine);
  makeSampleModels(services.paths.home);
  return await seed(services, lookMs);
}
