"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorToast } from "../../../lib/use-error-toast";
import { useTRPC } from "../../../trpc/context";
import { useRecipe } from "../../recipe-context";
import { useRecipeEdit } from "../../use-recipe-edit";
import type { LeaveOut } from "./teacher-ceiling";

/** Puts a copy of a held-out set without what the teacher fails into the recipe, with a way back; an error is told in a toast. */
export function useLeaveOut(): LeaveOut {
  const t = useTranslations("preflight.data");
  const { read, settled } = useRecipe();
  const edit = useRecipeEdit();
  const trpc = useTRPC();
  const sayError = useErrorToast();
  const keep = useMutation(trpc.recipes.keepItemsTeacherPasses.mutationOptions());
  return async (dataset) => {
    try {
      const recipe = { ...settled, name: settled.name.trim() || "unnamed" };
      const { path, ...counts } = await keep.mutateAsync({ recipe, dataset });
      const index = read().data.evaluation?.findIndex(({ name }) => name === dataset) ?? -1;
      if (index >= 0) edit({ [`data.evaluation.${index}.path`]: path }, t("leftOut", { dataset, ...counts }));
    } catch (error) {
      sayError(error);
    }
  };
}
