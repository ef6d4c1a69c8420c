"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Button } from "../../ui/button";
import type { Changes } from "../logic/changes";
import { useRecipeEdit } from "../use-recipe-edit";

/** Makes the change that mends a problem, with a way back. */
export function MendButton({ changes, message }: { changes: Changes; message: string }) {
  const edit = useRecipeEdit();
  return (
    <ApplyButton
      variant="link"
      className="ml-1 h-auto p-0 text-xs"
      message={message}
      onClick={() => edit(changes, message)}
    />
  );
}

type ApplyButtonProps = Pick<ComponentProps<typeof Button>, "variant" | "className" | "onClick"> & { message: string };

/** A small button that makes the change of which a message speaks. */
export function ApplyButton({ message, ...button }: ApplyButtonProps) {
  const t = useTranslations("preflight.advice");
  return (
    <Button size="sm" aria-label={t("applyThis", { message })} {...button}>
      {t("apply")}
    </Button>
  );
}
