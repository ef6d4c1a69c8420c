import { expect, it } from "vitest";
import { newsSince, type Opening, openingOf, tabOf } from "../../../../components/runs/opening";
import type { Headline, RunStatus } from "../../../../server/contract/run";

const headline: Headline = {
  ...{ subject: "student", dataset: "facts", metric: "answer-match", quality: 1, qualityBase: 0, qualityTeacher: 1 },
  ...{ qualityKept: 1, speedUp: 2, outputTokens: 9, outputTokensTeacher: 12, sizeRatio: 0.5 },
};

it.each<[RunStatus, Opening["view"], string]>([
  ["queued", "live", "overview"],
  ["running", "live", "overview"],
  ["stopping", "live", "overview"],
  ["failed", "failed", "log"],
  ["stopped", "ended", "overview"],
  ["cancelled", "ended", "overview"],
  ["succeeded", "ended", "overview"],
])("a run that is %s opens on what matters then: %s, on the tab %s", (status, view, tab) => {
  const opening = openingOf({ status, headline: null });
  expect(opening).toEqual({ view, hasResults: false });
  expect(tabOf(opening)).toBe(tab);
});

const live: Opening = { view: "live", hasResults: false };

it.each<[Opening, RunStatus, Headline | null, ReturnType<typeof newsSince>]>([
  [live, "running", null, null],
  [live, "running", headline, "results"],
  [live, "succeeded", headline, "results"],
  [live, "failed", null, "failed"],
  [live, "stopped", null, "ended"],
  [{ view: "live", hasResults: true }, "succeeded", headline, "ended"],
  [{ view: "failed", hasResults: false }, "running", null, "live"],
  [{ view: "failed", hasResults: false }, "failed", null, null],
  [{ view: "ended", hasResults: true }, "succeeded", headline, null],
])("since the page opened on %j, a run that is %s brings %j → %s", (shown, status, found, news) => {
  expect(newsSince(shown, openingOf({ status, headline: found }))).toBe(news);
});
