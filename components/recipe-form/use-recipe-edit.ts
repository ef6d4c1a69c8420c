"use client";

import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { type Changes, changesBack } from "./logic/changes";
import { useRecipe } from "./recipe-context";

/** Changes several recipe keys at once; with a message a toast tells it and offers the way back. */
export function useRecipeEdit(): (changes: Changes, message?: string) => void {
  const { read, write } = useRecipe();
  const t = useTranslations("form");
  return (changes, message) => {
    const back = changesBack(read(), changes);
    write(changes);
    if (message !== undefined) toast(message, { action: { label: t("undo"), onClick: () => write(back) } });
  };
}
