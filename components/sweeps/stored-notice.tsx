"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SweepDetail } from "../../server/contract/sweep";
import { useMessage } from "../lib/use-message";

/** What of a sweep cannot be read: its recipe, and the runs that it does not know the place of; nothing for one that is whole. */
export function SweepStoredNotice({ sweep: { recipeProblem, unplaced } }: { sweep: SweepDetail }) {
  const t = useTranslations("sweep.stored");
  const words = useMessage();
  if (recipeProblem === null && unplaced.length === 0) return null;
  return (
    <div role="alert" className="mb-4 rounded-lg border border-warning/40 bg-warning/10 p-3 text-sm">
      {recipeProblem !== null && <p>{t("unreadable", { reason: words(recipeProblem) })}</p>}
      {unplaced.length > 0 && (
        <p>
          {t("unplaced")}{" "}
          {unplaced.map(({ id, number, name }) => (
            <Link key={id} className="mr-2 underline underline-offset-2" href={`/runs/${id}`}>
              #{number} {name}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
