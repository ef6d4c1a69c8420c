import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor, type VisitorObject } from "oxc-parser";
import { expect, it } from "vitest";

const project = join(import.meta.dirname, "../../..");
const spokenProps = new Set(["alt", "aria-description", "aria-label", "label", "placeholder", "title"]);
const words = /\p{Script=Latin}{2,}[ \t]+\p{Script=Latin}{2,}/u;

/** Texts between tags and in attributes that people read or hear, written out in the file itself. */
function wordsIn(file: string, code: string): string[] {
  const found: string[] = [];
  const take = (text: string) => {
    if (words.test(text)) found.push(`${file}: ${text.trim()}`);
  };
  const between: VisitorObject["JSXText"] = ({ value }) => take(value);
  const template: VisitorObject["JSXExpressionContainer"] = ({ expression }) => {
    if (expression.type === "TemplateLiteral") for (const { value } of expression.quasis) take(value.raw);
  };
  const attribute: VisitorObject["JSXAttribute"] = ({ name, value }) => {
    if (name.type !== "JSXIdentifier" || !spokenProps.has(name.name) || value === null) return;
    const inner = value.type === "JSXExpressionContainer" ? value.expression : value;
    if (inner.type === "Literal" && typeof inner.value === "string") take(inner.value);
  };
  new Visitor({ JSXText: between, JSXExpressionContainer: template, JSXAttribute: attribute }).visit(
    parseSync(file, code).program,
  );
  return found;
}

it("finds words between tags and in attributes", () => {
  const code = `const x = <p title="Not here" className="two words" alt={"Nor here"}>{t("a b")} Said plainly</p>;`;
  expect(wordsIn("x.tsx", code)).toEqual(["x.tsx: Not here", "x.tsx: Nor here", "x.tsx: Said plainly"]);
});

it("no page and no component has words of its own, so that all of them are in both languages", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => join(folder, file)),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((file) => wordsIn(file, readFileSync(join(project, file), "utf8")))).toEqual([]);
});
