import { realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { templateRows } from "../../server/domain/launch/templates/templated-rows";
import { createServices } from "../helpers/services";

const project = resolve(import.meta.dirname, "..", "..");
const installed = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
const engine = process.env.STILLROOM_ENGINE ?? join(installed, "engine");
const model = join(installed, "models", "tiny", "tiny-student");

const rows = [
  {
    messages: [
      { role: "user", content: "One? 中文" },
      { role: "assistant", content: "First answer" },
      { role: "user", content: "Two?" },
      { role: "assistant", content: "Second answer 🙂" },
    ],
  },
  { messages: [{ role: "user", content: "Only asked?" }] },
];

describe("rows through ms-swift's own template", { timeout: 240_000 }, () => {
  const services = createServices(undefined, engine);
  // The installation may have its models behind a link.
  const paths = { ...services.paths, roots: [...services.paths.roots, realpathSync(model)] };
  const student = { model, modelType: "llama", template: "chatml" };
  const learned = (segments: readonly { text: string; isLearned: boolean }[]) =>
    segments.flatMap(({ text, isLearned }) => (isLearned ? text : [])).join("");

  it("keep their text, and every answer is learned where the recipe asks for all", async () => {
    const { template, rows: shown } = await templateRows(paths, { student, turns: "all", rows });
    expect(template).toBe("chatml");
    const [talk, asked] = shown ?? [];
    const text = talk?.segments.map((segment) => segment.text).join("");
    expect(text).toContain("<|im_start|>user\nOne? 中文<|im_end|>");
    expect(learned(talk?.segments ?? [])).toContain("First answer");
    expect(learned(talk?.segments ?? [])).toContain("Second answer 🙂");
    expect(learned(talk?.segments ?? [])).not.toContain("One?");
    expect(talk?.segments.some(({ isSpecial }) => isSpecial)).toBe(true);
    expect(asked?.learnedTokens).toBe(0);
  });

  it("are learned in their last answer alone where it asks for that", async () => {
    const { rows: shown } = await templateRows(paths, { student, turns: "last", rows });
    const text = learned(shown?.[0]?.segments ?? []);
    expect(text).toContain("Second answer 🙂");
    expect(text).not.toContain("First answer");
  });
});
