"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { columnRoles, type DataLook } from "../../../server/contract/data-look";
import { Label } from "../../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { useRecipe } from "../recipe-context";
import { useRecipeEdit } from "../use-recipe-edit";
import { type ColumnRole, columnsNow, withColumn } from "./column-logic";

const none = " ";

/** Roles that mean something to what the file is used for. */
const rolesFor: Record<"training" | "held-out", readonly ColumnRole[]> = {
  training: columnRoles,
  "held-out": ["prompt", "input", "answer"],
};

type ColumnMapperProps = { look: DataLook; use: "training" | "held-out"; onChoice: () => void };

/** Which column of a file holds what; a choice is written into the recipe and holds for every file that has these columns. */
export function ColumnMapper({ look, use, onChoice }: ColumnMapperProps) {
  const t = useTranslations("files.columns");
  const edit = useRecipeEdit();
  const { values } = useRecipe();
  const id = useId();
  const now = columnsNow(look, values.data.columns ?? {});
  return (
    <div className="grid gap-2 pt-1">
      <p className="text-muted-foreground">{t("about")}</p>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {rolesFor[use].map((role) => (
          <div key={role} className="grid min-w-0 content-start gap-1">
            <Label htmlFor={`${id}-${role}`} className="text-xs">
              {t(`roles.${role}`)}
            </Label>
            <Select
              value={now[role] ?? none}
              onValueChange={(name) => {
                onChoice();
                edit({ "data.columns": withColumn(now, role, name === none ? null : name) ?? null });
              }}
            >
              <SelectTrigger id={`${id}-${role}`} className="w-full min-w-0">
                <SelectValue />
              </SelectTrigger>
              <SelectContent className="max-w-[calc(100vw-2rem)]">
                <SelectItem value={none}>{t("none")}</SelectItem>
                {look.columns.map(({ name, example }) => (
                  <SelectItem key={name} value={name}>
                    <span className="font-mono text-xs">{name}</span>{" "}
                    <span data-verbatim className="text-muted-foreground text-xs">
                      {example.slice(0, 40)}
                    </span>
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </div>
        ))}
      </div>
    </div>
  );
}
