/** One thing that an attempt does at a time after its beginning; `file` is an absolute path. */
export type Effect = { atMs: number } & (
  | { kind: "say"; text: string }
  | { kind: "append" | "write"; file: string; text: string }
  | { kind: "remove"; file: string }
);

/** All that an attempt does and how it ends. */
export type Job = {
  /** By rising time. */
  effects: Effect[];
  /** Null for one that goes on until it is told to end. */
  durationMs: number | null;
  exitCode: number;
  /** Port that a served model listens on; null for every other job. */
  port: number | null;
  peakBytes: number;
  /** What is still done when a person asks for a checkpoint and the end. */
  onStop: ((elapsedMs: number) => Effect[]) | null;
};

/** What every log of the fake engine begins with. */
export const disclaimer = "This is Stillroom's fake engine: nothing is trained, every number is made up.";

/** A job that says what it is and then does `effects`. */
export function jobOf(effects: Effect[], rest: Partial<Omit<Job, "effects">> = {}): Job {
  const ordered = effects.toSorted((a, b) => a.atMs - b.atMs);
  return {
    effects: [{ atMs: 0, kind: "say", text: disclaimer }, ...ordered],
    durationMs: (ordered.at(-1)?.atMs ?? 0) + 200,
    exitCode: 0,
    port: null,
    peakBytes: 2 ** 30,
    onStop: null,
    ...rest,
  };
}

/** The options of a command line of ms-swift: `--name=value` and `--name a b`. */
export function optionsOf(argv: string[]): Map<string, string[]> {
  const options = new Map<string, string[]>();
  let listed: string[] | null = null;
  for (const token of argv) {
    const named = /^--([^=]+)(?:=(.*))?$/s.exec(token);
    if (named?.[1] === undefined) listed?.push(token);
    else {
      const values = named[2] === undefined ? [] : [named[2]];
      listed = named[2] === undefined ? values : null;
      options.set(named[1], values);
    }
  }
  return options;
}

/** The one value of an option, or what it is without. */
export function optionOf(options: Map<string, string[]>, name: string, otherwise: string): string {
  return options.get(name)?.[0] ?? otherwise;
}

/** The number of an option, or what it is without. */
export function numberOf(options: Map<string, string[]>, name: string, otherwise: number): number {
  return Number(options.get(name)?.[0] ?? otherwise);
}
