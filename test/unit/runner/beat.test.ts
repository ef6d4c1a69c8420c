import { afterEach, expect, it, vi } from "vitest";
import { isRunnerAlive, latestBeat } from "../../../server/domain/placement/host/beat";
import { runRunner } from "../../../server/runner/runner";
import { waitFor } from "../../helpers/processes";
import { createServices } from "../../helpers/services";
import { createSimulation } from "../../helpers/simulated-executor";

afterEach(() => vi.restoreAllMocks());

it("goes on beating when the clock is set an hour back", async () => {
  const services = createServices();
  const ending = new AbortController();
  const executor = createSimulation(0, Date.now, () => 0);
  const running = runRunner({ services, executor, log: () => undefined, signal: ending.signal });
  const beatOf = () => latestBeat(services.db)?.beatUptimeMs ?? null;
  const before = await waitFor("the first beat", beatOf, 5_000);
  const realNow = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => realNow() - 3_600_000);
  await waitFor("another beat", () => ((beatOf() ?? 0) > before ? true : null), 6_000);
  expect(isRunnerAlive(services.db)).toBe(true);
  ending.abort();
  await running;
  expect(isRunnerAlive(services.db)).toBe(false);
}, 15_000);
