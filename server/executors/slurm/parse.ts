/** A job as `squeue` lists it; times are UTC without a zone, as printed. */
export type QueuedJob = {
  jobId: string;
  state: string;
  reason: string;
  submitTime: string;
  name: string;
  comment: string;
};

/** The format of `squeue` that `parseQueue` reads; what may hold any character comes last. */
export const queueFormat = "%i|%T|%V|%j|%r|%k";

/** Reads the lines of `squeue -o queueFormat`; a line of another shape is left out. */
export function parseQueue(text: string): QueuedJob[] {
  return text.split("\n").flatMap((line) => {
    const [jobId, state, submitTime, name, reason, ...comment] = line.trim().split("|");
    if (jobId === undefined || state === undefined || submitTime === undefined) return [];
    if (name === undefined || reason === undefined) return [];
    return [{ jobId, state, submitTime, name, reason, comment: comment.join("|") }];
  });
}

/** The jobs of an attempt: those with its name, unless their comment tells of another folder. An id alone may have been given to somebody else's job. */
export function jobsOf(jobs: QueuedJob[], attemptId: string, directory: string): QueuedJob[] {
  return jobs.filter(({ name, comment }) => name === attemptId && (folderOf(comment) ?? directory) === directory);
}

function folderOf(comment: string): string | null {
  return /^\{"stillroom":"((?:[^"\\]|\\.)*)"\}$/.test(comment) ? String(JSON.parse(comment).stillroom) : null;
}

export type JobEnd = { state: string; exitCode: number | null; signal: number | null };

/** How a job ended by `scontrol -o show job`; null when it says nothing of it. */
export function parseShownJob(text: string): JobEnd | null {
  const state = / JobState=([A-Z_]+)/.exec(text)?.[1];
  return state === undefined ? null : { state, ...parseExit(/ ExitCode=(\d+:\d+)/.exec(text)?.[1] ?? "") };
}

/** The columns of `sacct` that `parseAccounted` reads. */
export const accountFormat = "JobID,State,ExitCode,Submit,JobName";

/** How a job ended by the lines of `sacct -nPX -o accountFormat`: the last start of the job with this name; null when there is none. */
export function parseAccounted(text: string, name: string): (JobEnd & { submitTime: string }) | null {
  const ends = text.split("\n").flatMap((line) => {
    const [, state, exit, submitTime, ...rest] = line.trim().split("|");
    if (state === undefined || exit === undefined || submitTime === undefined || rest.join("|") !== name) return [];
    // `CANCELLED by 1000`
    return [{ state: state.split(" ")[0] ?? "", ...parseExit(exit), submitTime }];
  });
  return ends.at(-1) ?? null;
}

/** `code:signal`, where a signal of 0 means none. */
function parseExit(text: string): { exitCode: number | null; signal: number | null } {
  const [code, signal] = text.split(":").map(Number);
  if (code === undefined || signal === undefined) return { exitCode: null, signal: null };
  return signal === 0 ? { exitCode: code, signal: null } : { exitCode: null, signal };
}

/** Fields of a line of `scontrol -o show`; a value that holds blanks is cut, which none that is asked for does. */
export function parseFields(line: string): Record<string, string> {
  return Object.fromEntries(
    [...line.matchAll(/(?:^| )([A-Za-z/:]+)=(\S*)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
