import { once } from "node:events";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "./app";
import { chatRow } from "./data";
import { claudeTokenizer, claudeTokenizerConfig, writeModel } from "./models";

/** How the server fared while it looked at heavy data: other requests' times, its memory, and how long the look took. */
export type PreflightLoad = {
  requests: number;
  p50Ms: number;
  p95Ms: number;
  slowestMs: number;
  rssBytes: number;
  tookMs: number;
};

const heavyRows = 2_000;
const rowBytes = 16 * 2 ** 10;
const lineBytes = 64 * 2 ** 20;
const words = "distillation moves what a large model knows into one that is small enough to be run by anybody ";

/** Looks at 2,000 rows of 16 KB and at a file with one line of 64 MB, both at once, and asks for something else all the while. */
export async function measurePreflightLoad(app: App): Promise<PreflightLoad> {
  const recipes = await prepare(app.home);
  // The first look starts threads and compiles routes; what everybody waits for once is not what is measured.
  await ask(app, "host.status", undefined);
  const startedAt = performance.now();
  const looks = Promise.all(recipes.map((recipe) => ask(app, "recipes.preflight", { recipe })));
  const state = { isOver: false };
  looks.finally(() => {
    state.isOver = true;
  });
  const times: number[] = [];
  let rssBytes = 0;
  while (!state.isOver) {
    const from = performance.now();
    await ask(app, "runs.list", {});
    times.push(performance.now() - from);
    rssBytes = Math.max(rssBytes, rssOf(app.home));
    await sleep(20);
  }
  await looks;
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const tookMs = performance.now() - startedAt;
  return { requests: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), slowestMs: at(1), rssBytes, tookMs };
}

async function prepare(home: string) {
  const files = { tokenizer: claudeTokenizer(), tokenizerConfig: claudeTokenizerConfig() };
  const teacher = { model: writeModel(home, "teacher", files), dtype: "float32" };
  const student = { model: writeModel(home, "student", files), dtype: "float32" };
  const rows = await writeLines(home, "rows.jsonl", heavyRows, rowBytes);
  const line = await writeLines(home, "line.jsonl", 1, lineBytes);
  return [rows, line].map((train) => ({
    ...{ name: "load", teacher, student, data: { train: [train] }, knowledge: [{ kind: "answers" }] },
  }));
}

async function writeLines(home: string, name: string, count: number, sizeBytes: number): Promise<string> {
  mkdirSync(join(home, "data"), { recursive: true });
  const file = createWriteStream(join(home, "data", name));
  for (let index = 0; index < count; index += 1) {
    const answer = `${index} ${words.repeat(Math.ceil(sizeBytes / words.length))}`.slice(0, sizeBytes);
    if (!file.write(`${JSON.stringify(chatRow(`What is ${index}?`, answer))}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return `data/${name}`;
}

async function ask({ url }: App, procedure: string, input: unknown): Promise<void> {
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const response = await fetch(`${url}/api/trpc/${procedure}${query}`);
  await response.text();
  if (!response.ok) throw new Error(`${procedure} answered ${response.status}`);
}

/** Resident bytes of the server, threads included. */
function rssOf(home: string): number {
  const { pid } = JSON.parse(readFileSync(join(home, "processes", "web.json"), "utf8"));
  const [, kb = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) * 1_024;
}
