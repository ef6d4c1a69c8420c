import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { buildAxes } from "../../../../components/sweeps/logic/axes";
import { ParallelCoordinates } from "../../../../components/sweeps/parallel/parallel-coordinates";
import { TrialTable } from "../../../../components/sweeps/table/trial-table";
import type { SweepState } from "../../../../components/sweeps/use-sweep-state";
import { TooltipProvider } from "../../../../components/ui/tooltip";
import { sample } from "./sample";

const nothing = () => undefined;
const state: SweepState = { metric: null, sort: "loss", order: "desc", open: [0], brush: [], hidden: [] };

function render(node: ReactNode, locale: Locale): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      <TooltipProvider>{node}</TooltipProvider>
    </NextIntlClientProvider>,
  );
}

const table = (locale: Locale = "en") =>
  render(
    <TrialTable
      trials={sample.trials}
      parameters={sample.parameters}
      measures={sample.measures}
      metric={sample.measures[0]}
      best={1}
      colorOf={() => "red"}
      hovered={null}
      onHover={nothing}
      state={state}
      setState={async () => new URLSearchParams()}
    />,
    locale,
  );

describe("the table of trials", () => {
  const html = table();

  it.each([
    "learningRate",
    "divergence",
    "rouge-l on facts",
    "1e-4",
    "forward-kl",
    "60%",
    "± 14.1%",
    "n = 2",
    "Trial 3",
  ])("shows %j", (text) => expect(html).toContain(text));

  it("marks the best, and what was ended early with the reason why its figure is missing", () => {
    expect(html.match(/aria-label="Best by the chosen figure"/g)).toHaveLength(1);
    expect(html).toContain("Ended early at step 30");
    expect(html).toContain("The run ended before");
  });

  it("lists the runs of an opened trial, and leads to a single run at once", () => {
    expect(html).toContain('href="/runs/r1"');
    expect(html).toContain("Seed 43");
    expect(html).not.toContain('href="/runs/r3"');
    expect(html).toContain('href="/runs/r5"');
    expect(html).toContain('aria-label="Show the 2 runs of trial 2"');
    expect(html).toContain('aria-label="Hide the 2 runs of trial 1"');
  });

  it("tells by which column it is sorted", () => {
    expect(html.match(/aria-sort="descending"/g)).toHaveLength(1);
    expect(html).toMatch(/aria-sort="descending"[^>]*><button[^>]*>Training loss/);
  });

  it("speaks Chinese", () => expect(table("zh")).toContain("在第 30 步提前停止"));
});

it("the axes draw a line a trial, faint outside of the marks, and have two handles each", () => {
  const axes = buildAxes(sample, sample.trials, sample.measures);
  const html = render(
    <ParallelCoordinates
      axes={axes}
      nameOf={({ id }) => id}
      trials={sample.trials}
      within={[true, true, false]}
      brushes={new Map([["loss", [2, 4]]])}
      onBrushes={nothing}
      colors={["red", "green", "blue"]}
      best={1}
      hovered={null}
      onHover={nothing}
    />,
    "en",
  );
  expect(html.match(/data-testid="trial-line"/g)).toHaveLength(3);
  expect(html.match(/data-within="false"/g)).toHaveLength(1);
  expect(html.match(/role="slider"/g)).toHaveLength(2 * axes.length);
  expect(html).toContain('aria-label="loss: lowest shown"');
  expect(html).toContain("2 of 3 trials");
  // The third has no quality: its line is broken there.
  expect(html).toMatch(/d="M[^"]*L[^"]*M[^"]*"[^>]*data-within="false"/);
});
