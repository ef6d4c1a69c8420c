import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { messages } from "../../../../components/lib/messages";
import { useMessage } from "../../../../components/lib/use-message";
import type { Message } from "../../../../server/contract/message";
import { catalogue } from "../../../../server/contract/texts/catalogue";
import { namesInText, sampleMessage } from "../../../helpers/catalogue";
import { englishIn } from "../../../helpers/english";

function Said({ message }: { message: Message }) {
  return <p>{useMessage()(message)}</p>;
}

function render(message: Message): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider
      locale="zh"
      messages={{ ...messages.zh }}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <Said message={message} />
    </NextIntlClientProvider>,
  );
}

const areas = Object.entries(catalogue).map(([area, texts]): [string, [string, { en: string; zh: string }][]] => [
  area,
  Object.entries(texts),
]);

describe("a page in Chinese", () => {
  it.each(areas)("says every text of %s without an English sentence", (area, texts) => {
    for (const [key, text] of texts) {
      const said = render(sampleMessage(`${area}.${key}`, text));
      expect(said, key).not.toMatch(/[{}]/);
      expect(englishIn(said), `${key}: ${said}`).toBeNull();
      for (const name of namesInText(text.zh)) expect(said, `${key} leaves out ${name}`).toMatch(/7/);
    }
  });
});

describe("englishIn", () => {
  it.each([
    ["The disk is full", "The disk is full"],
    ["磁盘已满 (no space left on device)", "no space left on device"],
    ["用 npx stillroom restore FILE 恢复", null],
    ["运行 Sample: out of memory 已失败", null],
    ["把 resources.gpus 设为 1", null],
  ])("finds in %s: %s", (text, found) => {
    expect(englishIn(text, ["Sample: out of memory"])).toBe(found);
  });
});
