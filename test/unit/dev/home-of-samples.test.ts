import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assertHomeOfSamples } from "../../dev/seed";
import { createHome, createServices } from "../../helpers/services";

describe("home of samples", () => {
  it("is one that is new", () => {
    expect(() => assertHomeOfSamples(createHome())).not.toThrow();
  });

  it("is none that has runs of a person", () => {
    const home = createHome();
    createServices(home);
    expect(() => assertHomeOfSamples(home)).toThrow(expect.objectContaining({ code: "forbidden" }));
  });

  it.each(["samples.making", "samples.made"])("is one that says %s", (mark) => {
    const home = createHome();
    createServices(home);
    writeFileSync(join(home, mark), "");
    expect(() => assertHomeOfSamples(home)).not.toThrow();
  });
});
