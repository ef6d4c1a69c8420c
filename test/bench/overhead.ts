import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { measureRunner } from "../helpers/overhead/runner-load";
import { measurePairs } from "../helpers/overhead/step-pairs";

/**
 * What Stillroom costs: the time of a training step against ms-swift alone, in pairs, and CPU and memory of a runner with
 * eight attempts. `npm run bench:overhead -- [pairs] [steps] [seconds]`; needs the engine and the tiny pair. A busy machine
 * spoils the figures: the load is printed beside them.
 */
const [pairs = 4, steps = 60, seconds = 120] = process.argv.slice(2).map(Number);
const bounds = { ratio: 1.01, rssBytes: 150e6, cpuShare: 0.02 };
const home = process.env.STILLROOM_HOME ?? ".stillroom";
const engine = resolve(process.env.STILLROOM_ENGINE ?? join(home, "engine"));
const models = resolve(process.env.STILLROOM_TINY_MODELS ?? join(home, "models", "tiny"));
const say = (line: string) => process.stdout.write(`${line}\n`);
const load = () => `load ${loadavg()[0]?.toFixed(1)}`;

say(`before: ${load()}`);
const runner = await measureRunner({ attempts: 8, seconds });
say(
  `${runner.attempts} attempts for ${Math.round(runner.seconds)} s: ${(100 * runner.cpuShare).toFixed(2)} % of one core, ${(runner.maxRssBytes / 1e6).toFixed(0)} MB (${load()})`,
);
const measured = await measurePairs({ pairs, steps, models, engine }, (line) => say(`${line} (${load()})`));
const ratios = measured
  .map(({ aloneSeconds, stillroomSeconds }) => stillroomSeconds / aloneSeconds)
  .sort((a, b) => a - b);
const [low = Number.NaN, high = Number.NaN] = [ratios[0], ratios.at(-1)];
const ratio = Math.exp(ratios.reduce((sum, value) => sum + Math.log(value), 0) / ratios.length);
const spread = `${low.toFixed(3)}–${high.toFixed(3)} over ${ratios.length} pairs`;
const verdict = (isMet: boolean) => (isMet ? "met" : "missed");

say("");
say("what                          | measured | bound    | verdict");
say("----------------------------- | -------- | -------- | -------");
const row = (what: string, value: string, bound: string, isMet: boolean) =>
  say(`${what.padEnd(29)} | ${value.padEnd(8)} | ${bound.padEnd(8)} | ${verdict(isMet)}`);
row("step under Stillroom ÷ alone", ratio.toFixed(3), `≤ ${bounds.ratio}`, ratio <= bounds.ratio);
row("runner, CPU of one core", `${(100 * runner.cpuShare).toFixed(2)} %`, "≤ 2 %", runner.cpuShare <= bounds.cpuShare);
row(
  "runner, largest RSS",
  `${(runner.maxRssBytes / 1e6).toFixed(0)} MB`,
  "≤ 150 MB",
  runner.maxRssBytes <= bounds.rssBytes,
);
say("");
say(
  `ratio of the pairs: ${spread}. A spread over the bound's distance from 1 means that the machine was too busy to tell.`,
);
