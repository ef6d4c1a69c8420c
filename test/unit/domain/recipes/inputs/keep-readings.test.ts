import { rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepReadings } from "../../../../../server/domain/recipes/inputs/keep-readings";
import { createHome } from "../../../../helpers/services";

const read = vi.fn<(path: string) => Promise<number>>();
let home: string;

function write(name: string, text = name): string {
  writeFileSync(join(home, name), text);
  return join(home, name);
}

beforeEach(() => {
  home = createHome();
  read.mockReset();
  read.mockImplementation(async () => 1);
});

const keep = (maxWeight: number) => keepReadings(read, { weigh: (facts) => facts, maxWeight });

describe("keepReadings", () => {
  it("reads a file once until its size or its time of change is another", async () => {
    const [kept, path] = [keep(10), write("a")];
    await Promise.all([kept(path), kept(path)]);
    await kept(path);
    expect(read).toHaveBeenCalledTimes(1);
    write("a", "longer");
    await kept(path);
    expect(read).toHaveBeenCalledTimes(2);
    utimesSync(path, 1, 1);
    await kept(path);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it("lets go first what was not asked for longest", async () => {
    const kept = keep(2);
    const paths = ["a", "b", "c"].map((name) => write(name));
    const [a = "", b = "", c = ""] = paths;
    for (const path of [a, b, a, c]) await kept(path);
    expect(read).toHaveBeenCalledTimes(3);
    for (const path of [a, c]) await kept(path);
    expect(read).toHaveBeenCalledTimes(3);
    await kept(b);
    expect(read).toHaveBeenCalledTimes(4);
  });

  it("keeps the latest however much it weighs", async () => {
    read.mockImplementation(async () => 100);
    const [kept, path] = [keep(10), write("a")];
    await kept(path);
    await kept(path);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("reads again after a reading that failed", async () => {
    const [kept, path] = [keep(10), write("a")];
    read.mockRejectedValueOnce(new Error("EIO"));
    await expect(kept(path)).rejects.toThrow("EIO");
    expect(await kept(path)).toBe(1);
  });

  it("throws for a file that is gone", () => {
    const [kept, path] = [keep(10), write("a")];
    rmSync(path);
    expect(() => kept(path)).toThrow("ENOENT");
  });
});
