import { basename } from "node:path";
import { type Job, jobOf } from "../job";
import { deployJob } from "./deploy";
import { exportJob } from "./export";
import { inferJob } from "./infer";
import { measureJob } from "./measure";
import { softLabelsJob } from "./soft-labels";
import { trainJob } from "./train";

const jobs: Record<string, (argv: string[]) => Job> = {
  "swift infer": inferJob,
  "swift export": exportJob,
  "swift deploy": deployJob,
  "distill.py": trainJob,
  "soft_labels.py": softLabelsJob,
  "measure.py": measureJob,
};

/** What a command that Stillroom launches does; one that the fake engine does not know fails with its name. */
export function jobFor([program = "", first = "", ...args]: string[]): Job {
  const isPython = /^python/.test(basename(program));
  const name = isPython ? basename(first) : `${basename(program)} ${first}`;
  const job = jobs[name];
  if (job !== undefined) return job(args);
  return jobOf([{ atMs: 0, kind: "say", text: `The fake engine has no '${name}'` }], { exitCode: 1 });
}
