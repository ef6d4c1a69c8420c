"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../ui/button";
import type { Changes } from "../logic/changes";
import { useRecipeEdit } from "../use-recipe-edit";

/** Makes the change that mends a problem, with a way back. */
export function MendButton({ changes, message }: { changes: Changes; message: string }) {
  const t = useTranslations("preflight.advice");
  const edit = useRecipeEdit();
  return (
    <Button
      variant="link"
      size="sm"
      className="ml-1 h-auto p-0 text-xs"
      aria-label={t("applyThis", { message })}
      onClick={() => edit(changes, message)}
    >
      {t("apply")}
    </Button>
  );
}
