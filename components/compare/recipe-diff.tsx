"use client";

import { useTranslations } from "next-intl";
import type { Message } from "../../server/contract/message";
import { StoredBadge } from "../shell/stored-problem";
import { Label } from "../ui/label";
import { Switch } from "../ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import type { ComparedRun } from "./columns";

type ComparedRecipe = ComparedRun & { recipeProblem: Message | null };

type Change = { path: string; values: (string | null)[] };
type RecipeDiffProps = {
  runs: readonly ComparedRecipe[];
  changes: readonly Change[];
  showAll: boolean;
  onShowAll: (showAll: boolean) => void;
};

/** Recipe keys of the runs side by side, by default those that differ. */
export function RecipeDiff({ runs, changes, showAll, onShowAll }: RecipeDiffProps) {
  const t = useTranslations("compare.recipe");
  const shown = showAll ? changes : changes.filter(({ values }) => new Set(values).size > 1);
  return (
    <>
      <div className="mb-2 flex items-center gap-2">
        <Switch id="all-keys" checked={showAll} onCheckedChange={onShowAll} />
        <Label htmlFor="all-keys">{t("showAll")}</Label>
      </div>
      {shown.length === 0 ? (
        <p className="text-muted-foreground text-sm">{t("same")}</p>
      ) : (
        <div className="overflow-hidden rounded-lg border bg-card">
          <Table>
            <TableHeader>
              <TableRow>
                <TableHead>{t("key")}</TableHead>
                {runs.map((run) => (
                  <TableHead key={run.id}>
                    #{run.number} {run.name} <StoredBadge run={run} />
                  </TableHead>
                ))}
              </TableRow>
            </TableHeader>
            <TableBody>
              {shown.map(({ path, values }) => (
                <TableRow key={path}>
                  <TableHead scope="row" className="font-mono">
                    {path}
                  </TableHead>
                  {runs.map((run, index) => (
                    <TableCell key={run.id} className="max-w-96 break-all font-mono text-xs">
                      {values[index] ?? (
                        <span className="text-muted-foreground">
                          {run.recipeProblem === null ? t("absent") : t("unreadable")}
                        </span>
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </>
  );
}
