import { mkdirSync, mkdtempSync, realpathSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  allowableFor,
  allowFolder,
  disallowFolder,
  listRoots,
} from "../../../../../server/domain/recipes/files/allow-folder";
import { unreadableBy } from "../../../../../server/domain/recipes/inputs/data-files";
import { createServices } from "../../../../helpers/services";

function makeOutside() {
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-outside-")));
  const file = join(outside, "rows.jsonl");
  writeFileSync(file, "{}\n");
  return { outside, file };
}

const refusal = (code: string) => expect.objectContaining({ said: expect.objectContaining({ code }) });

describe("a folder that a person allows", () => {
  it("is read at once, by processes that are up already too, until it is taken back", () => {
    const { outside, file } = makeOutside();
    const web = createServices();
    const runner = createServices(web.paths.home);
    expect(unreadableBy(runner.paths, file)).toBe("outside-roots");
    allowFolder(web, outside);
    expect(unreadableBy(web.paths, file)).toBeNull();
    expect(unreadableBy(runner.paths, file)).toBeNull();
    expect(listRoots(runner)).toContainEqual(expect.objectContaining({ path: outside, origin: "allowed" }));
    expect(statSync(join(web.paths.home, "allowed-folders.json")).mode & 0o077).toBe(0);
    disallowFolder(web, outside);
    expect(unreadableBy(runner.paths, file)).toBe("outside-roots");
    expect(() => disallowFolder(web, outside)).toThrow(refusal("files.not-allowed"));
  });

  it("is confirmed by its real path: that around a file, behind links, the whole of a cached model", () => {
    const { outside, file } = makeOutside();
    const services = createServices();
    symlinkSync(outside, join(services.paths.home, "link"));
    expect(allowableFor(services, file)).toEqual({ folder: outside, around: null, refusal: null });
    expect(allowableFor(services, "link/rows.jsonl")).toEqual({ folder: outside, around: null, refusal: null });
    expect(() => allowFolder(services, join(services.paths.home, "link"))).toThrow(refusal("files.allow-moved"));
    const snapshot = join(outside, "hub", "models--owner--name", "snapshots", "0123");
    mkdirSync(snapshot, { recursive: true });
    expect(allowableFor(services, snapshot).folder).toBe(join(outside, "hub", "models--owner--name"));
  });

  it("may be the one around, unless that holds all that a person has or the machine is", () => {
    const { outside } = makeOutside();
    const services = createServices();
    const [one, other] = ["one", "other"].map((name) => join(outside, "models", name));
    for (const folder of [one, other]) mkdirSync(folder ?? "", { recursive: true });
    const { around } = allowableFor(services, one ?? "");
    expect(around).toBe(join(outside, "models"));
    allowFolder(services, around ?? "");
    expect(allowableFor(services, other ?? "").refusal).toMatchObject({ code: "files.allow-known" });
    expect(allowableFor(services, outside)).toEqual({ folder: outside, around: null, refusal: null });
  });

  it.each([
    ["/", "files.allow-system"],
    ["/etc", "files.allow-system"],
    ["/proc/self", "files.allow-system"],
    ["/none/at/all", "files.nothing-there"],
    ["owner/name", "files.not-absolute"],
    ["public/samples", "files.allow-known"],
  ])("is never %s", (path, code) => {
    const services = createServices();
    expect(allowableFor(services, path).refusal).toMatchObject({ code });
    expect(() => allowFolder(services, path)).toThrow();
    expect(listRoots(services).filter(({ origin }) => origin === "allowed")).toEqual([]);
  });

  it("never opens the home's secrets, not even with a folder around the home", () => {
    const around = realpathSync(mkdtempSync(join(tmpdir(), "stillroom-around-")));
    const services = createServices(join(around, "home"));
    const secrets = join(services.paths.home, "secrets");
    mkdirSync(secrets);
    writeFileSync(join(secrets, "ray-token"), "t");
    expect(() => allowFolder(services, secrets)).toThrow(refusal("files.allow-secrets"));
    allowFolder(services, around);
    expect(unreadableBy(services.paths, join(secrets, "ray-token"))).toBe("outside-roots");
    expect(unreadableBy(services.paths, services.paths.database)).toBe("outside-roots");
  });

  it("takes the place of folders below it, and a damaged note allows nothing", () => {
    const { outside } = makeOutside();
    mkdirSync(join(outside, "inner"));
    const services = createServices();
    const allowed = () => listRoots(services).flatMap(({ path, origin }) => (origin === "allowed" ? path : []));
    allowFolder(services, join(outside, "inner"));
    allowFolder(services, outside);
    expect(allowed()).toEqual([outside]);
    writeFileSync(join(services.paths.home, "allowed-folders.json"), '{"folders": [{"path": "/"}, nonsense');
    expect(allowed()).toEqual([]);
  });
});
