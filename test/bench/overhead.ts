import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { type MeanRatio, meanRatio } from "../helpers/overhead/ratio";
import { measureRunner } from "../helpers/overhead/runner-load";
import { measureBlocks } from "../helpers/overhead/step-blocks";
import { measurePairs } from "../helpers/overhead/step-pairs";

/**
 * What Stillroom costs: CPU and memory of a runner with eight attempts, and the time of a training step, with Stillroom's
 * processes at work against stopped (blocks of one training; one that leaves a core free, as one on a GPU does, and one
 * that computes on every core) and under Stillroom against ms-swift alone (pairs of trainings).
 * `npm run bench:overhead -- [rounds] [rounds on every core] [pairs] [steps] [seconds]`; needs the engine and the tiny
 * pair. A round takes 16 steps, about a second. A busy machine spoils the figures: the load is printed beside them.
 */
const [rounds = 400, fullRounds = 400, pairs = 4, steps = 200, seconds = 120] = process.argv.slice(2).map(Number);
const bounds = { ratio: 1.01, rssBytes: 150e6, cpuShare: 0.02 };
const coresLeft = Math.max(1, availableParallelism() - 1);
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
/** The cost of an undisturbed runner and wrapper: in the blocks they had more to do at a time, so that it is less in proportion. */
const blocksOf = async (count: number, threads: number | null): Promise<MeanRatio | null> => {
  if (count === 0) return null;
  const name = threads === null ? "every core" : `${threads} of ${availableParallelism()} cores`;
  const tell = (ratios: readonly number[]) => {
    if (ratios.length % 100 !== 0) return;
    const { mean, low, high } = meanRatio(ratios);
    say(`${ratios.length} rounds on ${name}: ${mean.toFixed(4)} (${low.toFixed(4)}–${high.toFixed(4)}) (${load()})`);
  };
  const { ratios, stepSeconds, blockCpuShare, cpuShare } = await measureBlocks(
    { rounds: count, threads, models, engine },
    tell,
  );
  say(
    `steps of ${stepSeconds.toFixed(3)} s; runner and wrapper: ${(100 * cpuShare).toFixed(2)} % of one core, ${(100 * blockCpuShare).toFixed(2)} % in the blocks`,
  );
  const inProportion = (ratio: number) => 1 + ((ratio - 1) * cpuShare) / blockCpuShare;
  const { mean, low, high, ...rest } = meanRatio(ratios);
  return { ...rest, mean: inProportion(mean), low: inProportion(low), high: inProportion(high) };
};
const withCoreLeft = await blocksOf(rounds, coresLeft);
const onEveryCore = await blocksOf(fullRounds, null);
const inPairs = (await measurePairs({ pairs, steps, models, engine }, (line) => say(`${line} (${load()})`))).map(
  ({ aloneSeconds, stillroomSeconds }) => stillroomSeconds / aloneSeconds,
);

say("");
say("what                                    | measured               | bound    | verdict");
say("--------------------------------------- | ---------------------- | -------- | -------");
const row = (what: string, value: string, bound: string, verdict: string) =>
  say(`${what.padEnd(39)} | ${value.padEnd(22)} | ${bound.padEnd(8)} | ${verdict}`);
const met = (isMet: boolean) => (isMet ? "met" : "missed");
const ratioRow = (what: string, ratio: MeanRatio | null) => {
  if (ratio === null) return;
  const { mean, low, high } = ratio;
  const verdict = high <= bounds.ratio ? "met" : low > bounds.ratio ? "missed" : "cannot tell";
  row(what, `${mean.toFixed(4)} (${low.toFixed(3)}–${high.toFixed(3)})`, `≤ ${bounds.ratio}`, verdict);
};
ratioRow("step, at work ÷ stopped, a core free", withCoreLeft);
ratioRow("step, at work ÷ stopped, no core free", onEveryCore);
ratioRow("step, under Stillroom ÷ ms-swift alone", inPairs.length === 0 ? null : meanRatio(inPairs));
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
say("In brackets: 95 % interval of the mean. One that holds the bound cannot tell; take more rounds or pairs.");
