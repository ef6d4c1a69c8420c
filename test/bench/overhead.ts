import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { type MeanRatio, meanRatio } from "../helpers/overhead/ratio";
import { measureRunner } from "../helpers/overhead/runner-load";
import { measureBlocks } from "../helpers/overhead/step-blocks";
import { measurePairs } from "../helpers/overhead/step-pairs";

/**
 * What Stillroom costs: CPU and memory of a runner with eight attempts, and the time of a training step, with Stillroom's
 * processes at work against stopped (blocks of one training) and under Stillroom against ms-swift alone (pairs of
 * trainings). `npm run bench:overhead -- [blocks] [pairs] [steps] [seconds]`; needs the engine and the tiny pair. A busy
 * machine spoils the figures: the load is printed beside them.
 */
const [blocks = 60, pairs = 4, steps = 200, seconds = 120] = process.argv.slice(2).map(Number);
const bounds = { ratio: 1.01, rssBytes: 150e6, cpuShare: 0.02 };
const blockSeconds = 2;
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
const inBlocks = meanRatio(
  (await measureBlocks({ blocks, blockSeconds, models, engine })).map(
    ({ stoppedSeconds, watchedSeconds }) => watchedSeconds / stoppedSeconds,
  ),
);
say(`${blocks} pairs of blocks of ${blockSeconds} s (${load()})`);
const inPairs = meanRatio(
  (await measurePairs({ pairs, steps, models, engine }, (line) => say(`${line} (${load()})`))).map(
    ({ aloneSeconds, stillroomSeconds }) => stillroomSeconds / aloneSeconds,
  ),
);

say("");
say("what                                    | measured               | bound    | verdict");
say("--------------------------------------- | ---------------------- | -------- | -------");
const row = (what: string, value: string, bound: string, verdict: string) =>
  say(`${what.padEnd(39)} | ${value.padEnd(22)} | ${bound.padEnd(8)} | ${verdict}`);
const met = (isMet: boolean) => (isMet ? "met" : "missed");
const ratioRow = (what: string, { mean, low, high }: MeanRatio) => {
  const verdict = high <= bounds.ratio ? "met" : low > bounds.ratio ? "missed" : "cannot tell";
  row(what, `${mean.toFixed(4)} (${low.toFixed(3)}–${high.toFixed(3)})`, `≤ ${bounds.ratio}`, verdict);
};
ratioRow("step, processes at work ÷ stopped", inBlocks);
ratioRow("step, under Stillroom ÷ ms-swift alone", inPairs);
row(
  "runner, CPU of one core",
  `${(100 * runner.cpuShare).toFixed(2)} %`,
  "≤ 2 %",
  met(runner.cpuShare <= bounds.cpuShare),
);
row(
  "runner, largest RSS",
  `${(runner.maxRssBytes / 1e6).toFixed(0)} MB`,
  "≤ 150 MB",
  met(runner.maxRssBytes <= bounds.rssBytes),
);
say("");
say("In brackets: 95 % interval of the mean. One that holds the bound cannot tell; take more blocks or pairs.");
