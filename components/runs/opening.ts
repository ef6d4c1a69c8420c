import type { RunDetail } from "../../server/contract/run";
import type { RunTab } from "./use-run-state";

/** What a run's page shows when it opens. */
export type Opening = { view: "live" | "failed" | "ended"; hasResults: boolean };
export type News = "failed" | "results" | "ended" | "live";

type Seen = Pick<RunDetail, "status" | "headline">;

/** What matters of a run now: how it goes while it goes on, why it failed, what came out of it. Pure. */
export function openingOf({ status, headline }: Seen): Opening {
  const hasResults = headline !== null;
  if (status === "failed") return { view: "failed", hasResults };
  const isActive = status === "queued" || status === "running" || status === "stopping";
  return { view: isActive ? "live" : "ended", hasResults };
}

/** What has come since the page showed `shown`, which stays until a person wants to see it; null where nothing has. Pure. */
export function newsSince(shown: Opening, now: Opening): News | null {
  if (now.view === "failed" && shown.view !== "failed") return "failed";
  if (now.hasResults && !shown.hasResults) return "results";
  if (now.view === shown.view) return null;
  return now.view === "failed" ? null : now.view;
}

/** The tab on which a view opens: the reason of a failure stands above the log. Pure. */
export function tabOf({ view }: Opening): RunTab {
  return view === "failed" ? "log" : "overview";
}
