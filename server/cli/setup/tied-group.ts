import type { ChildProcess } from "node:child_process";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const graceMs = 5_000;

type TiedGroup = {
  /** Asks the whole group to end; what has not after some seconds is killed. */
  end: (signal?: NodeJS.Signals) => void;
  /** Ends what the child has left behind. False when this process is about to end by a signal. */
  release: () => boolean;
};

const tied = new Set<TiedGroup>();
/** By which signal this process ends as soon as no group is left. */
let endsBy: NodeJS.Signals | null = null;

/** Ties a child that leads a process group of its own to this process: what ends this one ends the whole group, and first. */
export function tieGroup({ pid }: Pick<ChildProcess, "pid">): TiedGroup {
  let grace: NodeJS.Timeout | undefined;
  const send = (signal: NodeJS.Signals) => {
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone.
    }
  };
  const end = (signal: NodeJS.Signals = "SIGTERM") => {
    send(signal);
    grace ??= setTimeout(() => send("SIGKILL"), graceMs);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // Without these listeners it would have ended; others that listen know what is to be done next.
    if (process.listenerCount(signal) === tied.size) endsBy = signal;
    end(signal);
  };
  const onExit = () => send("SIGKILL");
  const release = () => {
    clearTimeout(grace);
    onExit();
    tied.delete(group);
    process.off("exit", onExit);
    for (const name of signals) process.off(name, onSignal);
    if (endsBy === null) return true;
    if (tied.size === 0) process.kill(process.pid, endsBy);
    return false;
  };
  const group = { end, release };
  tied.add(group);
  process.once("exit", onExit);
  // First of all, so that those who listen once are still counted.
  for (const name of signals) process.prependListener(name, onSignal);
  if (endsBy !== null) end(endsBy);
  return group;
}
