import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { MemoryTable } from "../../../../components/runs/memory/memory-table";
import type { MeasuredPeak } from "../../../../components/runs/memory/peaks";
import { verbatim } from "../../../../server/contract/message";
import type { MemoryEstimate } from "../../../../server/contract/preflight";

const gib = 2 ** 30;
const known: MemoryEstimate = {
  ...{ estimateBytes: 3 * gib, availableBytes: null, device: "cpu", devices: 1, verdict: "unknown" },
  ...{ parts: [{ key: "gradients", bytes: gib, formula: verbatim("256 M × 4 bytes") }], fixes: [], reason: null },
};
const ended: MeasuredPeak = { attempt: 1, bytes: 4 * gib, isRunning: false, difference: -0.25 };

function render(
  peaks: MeasuredPeak[],
  changes: Partial<MemoryEstimate> = {},
  cachedFrom: { runId: string; runName: string } | null = null,
  locale: Locale = "en",
): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      <MemoryTable stage={{ cachedFrom }} estimate={{ ...known, ...changes }} peaks={peaks} />
    </NextIntlClientProvider>,
  );
}

describe("the memory table", () => {
  it("puts estimate and measured peak beside each other, with the difference and the formulas", () => {
    const html = render([ended]);
    for (const text of ["3 GiB", "4 GiB", "-25%", "256 M × 4 bytes", "Resident memory"]) expect(html).toContain(text);
    expect(html).not.toContain("Attempt");
  });

  it("names the attempts where there are several, and what is only so far", () => {
    const html = render([ended, { attempt: 2, bytes: gib, isRunning: true, difference: null }]);
    expect(html).toContain("Attempt");
    expect(html).toContain("so far");
  });

  it("says why an estimate or a peak is missing", () => {
    expect(render([ended], { estimateBytes: null, parts: [], reason: verbatim("unknown shape") })).toContain(
      "No estimate: unknown shape",
    );
    expect(render([])).toContain("has not started yet");
    expect(render([], {}, { runId: "r0", runName: "first" })).toContain("reused from first");
    const unmeasured = { ...ended, bytes: null, difference: null };
    expect(render([unmeasured])).toContain("could not be read on this platform");
    expect(render([unmeasured], { device: "gpu" })).toContain("nvidia-smi told no memory");
  });

  it("speaks Chinese", () => expect(render([], {}, null, "zh")).toContain("训练尚未开始"));
});
