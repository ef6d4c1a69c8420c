"use client";

import { useTranslations } from "next-intl";
import type { RunDeletion } from "../../../server/contract/run-deletion";
import { useFormat } from "../../lib/use-format";
import { useMessage } from "../../lib/use-message";

const mostNamed = 6;

/** What goes with runs that are to be deleted, and which stay and why. */
export function DeletionReport({ deletion }: { deletion: RunDeletion }) {
  const t = useTranslations("experiments.delete");
  const format = useFormat();
  const words = useMessage();
  const { runs, refused, users, sweeps, clones, shares, imports } = deletion;
  const facts = [
    runs.length > 0 && t("freed", { size: format.bytes(deletion.freedBytes) }),
    clones > 0 && t("clones", { count: clones }),
    shares > 0 && t("shares", { count: shares }),
    sweeps.length > 0 && t("sweeps", { names: sweeps.join(", ") }),
    imports > 0 && t("imports", { count: imports }),
    users.length > 0 && t("users", { runs: namesOf(users) }),
  ].filter((fact) => fact !== false);
  return (
    <div className="grid max-h-[50dvh] gap-3 overflow-y-auto text-sm">
      {runs.length > 0 && <p className="break-words font-medium">{namesOf(runs)}</p>}
      {facts.length > 0 && (
        <ul className="grid list-disc gap-1 pl-5 text-muted-foreground">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <div className="rounded-md border border-warning/40 bg-warning/10 p-3">
          <p className="font-medium">{t("refused", { count: refused.length })}</p>
          <ul className="mt-1 grid gap-1">
            {refused.map((run) => (
              <li key={run.id} className="break-words">
                #{run.number} {run.name}
                <span className="text-muted-foreground"> · {words(run.reason)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function namesOf(runs: RunDeletion["runs"]): string {
  const names = runs.slice(0, mostNamed).map(({ number, name }) => `#${number} ${name}`);
  return [...names, ...(runs.length > mostNamed ? ["…"] : [])].join(", ");
}
