import { statSync } from "node:fs";

type Reading<Facts> = { fingerprint: string; facts: Promise<Facts>; weight: number };

/**
 * A reader of files that reads each once: what it found is given again while the file's size and time of change stay the
 * same, also to those who ask while it still reads. Of what is not asked for any more the oldest is let go above `maxWeight`.
 */
export function keepReadings<Facts>(
  read: (path: string) => Promise<Facts>,
  { weigh, maxWeight }: { weigh: (facts: Facts) => number; maxWeight: number },
): (path: string) => Promise<Facts> {
  const readings = new Map<string, Reading<Facts>>();

  const letOldestGo = () => {
    let weight = [...readings.values()].reduce((sum, reading) => sum + reading.weight, 0);
    for (const [path, reading] of [...readings].slice(0, -1)) {
      if (weight <= maxWeight) return;
      readings.delete(path);
      weight -= reading.weight;
    }
  };

  const begin = (path: string, fingerprint: string): Reading<Facts> => {
    const reading = { fingerprint, facts: read(path), weight: 0 };
    reading.facts.then(
      (facts) => {
        reading.weight = weigh(facts);
        letOldestGo();
      },
      () => {
        if (readings.get(path) === reading) readings.delete(path);
      },
    );
    return reading;
  };

  return (path) => {
    const { size, mtimeMs } = statSync(path);
    const fingerprint = `${size}:${mtimeMs}`;
    const known = readings.get(path);
    readings.delete(path);
    const reading = known?.fingerprint === fingerprint ? known : begin(path, fingerprint);
    readings.set(path, reading);
    return reading.facts;
  };
}
