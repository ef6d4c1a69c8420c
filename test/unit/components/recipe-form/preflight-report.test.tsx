import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { PreflightReport } from "../../../../components/recipe-form/side/preflight/preflight-report";
import type { Preflight } from "../../../../server/contract/preflight";
import { shortOfMemory, unknownPreflight } from "./preflight-samples";

function render(preflight: Preflight, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      <PreflightReport
        preflight={preflight}
        maxLength={192}
        onApply={() => undefined}
        onLeaveOut={async () => undefined}
      />
    </NextIntlClientProvider>,
  );
}

describe("the preflight report", () => {
  const html = render(shortOfMemory);

  it.each([
    "Same tokens, padded",
    "31 of 32 of your own prompts",
    "Teacher 135M parameters, student 63.7M",
    "Does not fit",
    "4 GiB needed, 3 GiB free on this host",
    "Turn on gradient checkpointing — saves 1.2 GiB",
    "63.7 M parameters × 4 bytes",
    "120 training rows",
    "Only the first 120 rows were read",
    "5% of the rows are cut off at 192 tokens",
    "reworded: the teacher fails 6 of 40 and reached 85%",
    'aria-label="Leave them out: the items of reworded that the teacher fails"',
    "Fill in the prices to see after how many tokens",
    "Begin with a smaller on-policy share",
    'href="https://arxiv.org/abs/2306.13649"',
    "9–12 min",
    "Nothing like it has been measured here",
    "6 trials with 2 runs each.",
    "1.7–2.3 h",
    "what trials have in common is made once",
  ])("says %j", (text) => expect(html).toContain(text));

  it("offers a button only where one change follows the advice", () => {
    expect(html.match(/aria-label="Apply: /g)).toHaveLength(1);
  });

  it("leaves out parts of no size", () => expect(html).not.toContain('Generation cache</dt><dd class="whitespace'));

  it("says what is not available and why", () => {
    const unknown = render(unknownPreflight);
    expect(unknown).toContain("not available needed on each of 2 GPUs, not available free");
    expect(unknown).toContain("The shape of the teacher is unknown.");
    expect(unknown).toContain("the training data could not be read");
    expect(unknown).not.toContain("Advice");
    expect(unknown).toContain("distill: never measured");
  });

  it("speaks Chinese", () => {
    const chinese = render(shortOfMemory, "zh");
    expect(chinese).toContain("装不下");
    expect(chinese).toContain("节省 1.2 GiB");
  });
});
