import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { TemplatedView } from "../../../../components/recipe-form/data/templated-view";
import { message } from "../../../../server/contract/message";
import type { Templated } from "../../../../server/contract/templated";

const segment = { cutCharacters: 0, tokens: 1, isLearned: false, isSpecial: false };
const templated: Templated = {
  template: "chatml",
  reason: null,
  rows: [
    {
      segments: [
        { ...segment, text: "<|im_start|>", isSpecial: true },
        { ...segment, text: "user\nOne?" },
        { ...segment, text: "Because", isLearned: true },
      ],
      tokens: 40,
      learnedTokens: 1,
      problem: null,
    },
    { segments: [], tokens: 0, learnedTokens: 0, problem: "ValueError: no roles" },
  ],
};

function render(children: ReactNode, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      {children}
    </NextIntlClientProvider>,
  );
}

const view = (index: number, given: Templated | undefined, maxLength = 2_048, isStudentChosen = true) => (
  <TemplatedView index={index} isStudentChosen={isStudentChosen} templated={given} error={null} maxLength={maxLength} />
);

describe("a row as tokens", () => {
  it("marks what is learned, shows special tokens as text, and tells its length", () => {
    const html = render(view(0, templated));
    expect(html).toMatch(/<mark[^>]*>Because<\/mark>/);
    expect(html).toContain("&lt;|im_start|&gt;");
    expect(html).not.toMatch(/<mark[^>]*>user/);
    expect(html).toContain("40 tokens of at most 2,048");
    expect(html).toContain("1 learned");
    expect(render(view(0, templated, 32))).toContain("more than the longest sequence of 32");
  });

  it("tells what it waits for, what is missing, and what was refused", () => {
    expect(render(view(0, undefined))).toContain("Asking ms-swift for the tokens…");
    expect(render(view(0, undefined, 1, false))).toContain("Choose a student");
    expect(render(view(1, templated))).toContain("ValueError: no roles");
    const failed: Templated = { template: null, rows: null, reason: message("files.template-slow") };
    expect(render(view(0, failed), "zh")).toContain("ms-swift 在三分钟内没有回答");
  });
});
