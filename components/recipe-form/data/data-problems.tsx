"use client";

import { useTranslations } from "next-intl";
import type { DataLook } from "../../../server/contract/data-look";
import { cn } from "../../lib/cn";
import { useMessage } from "../../lib/use-message";
import { Button } from "../../ui/button";
import { useRecipe } from "../recipe-context";
import { useRecipeEdit } from "../use-recipe-edit";
import { rowsToLeaveOut } from "./preview-logic";

/** What is wrong with the rows of a file, each fault once, and a click that leaves those rows out. */
export function DataProblems({ look }: { look: DataLook }) {
  const t = useTranslations("files.preview");
  const words = useMessage();
  const edit = useRecipeEdit();
  const { values } = useRecipe();
  const count = rowsToLeaveOut(look);
  const isLeftOut = values.data.badRows === "leaveOut";
  if (look.problems.length === 0) return null;
  return (
    <div className="grid gap-1">
      <ul className="grid gap-0.5">
        {look.problems.map(({ message, isFatal }) => (
          <li
            key={JSON.stringify(message)}
            className={cn("break-words", isFatal || !isLeftOut ? "text-destructive" : "text-warning")}
          >
            {words(message)}
          </li>
        ))}
      </ul>
      {count > 0 && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {isLeftOut && <span className="text-muted-foreground">{t("leftOut", { count })}</span>}
          <Button
            variant="outline"
            size="sm"
            onClick={() =>
              isLeftOut
                ? edit({ "data.badRows": "refuse" }, t("refused"))
                : edit({ "data.badRows": "leaveOut" }, t("leftOut", { count }))
            }
          >
            {isLeftOut ? t("refuse") : t("leaveOut", { count })}
          </Button>
        </p>
      )}
    </div>
  );
}
