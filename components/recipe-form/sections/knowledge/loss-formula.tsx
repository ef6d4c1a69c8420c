"use client";

import { useTranslations } from "next-intl";
import { lossFormula } from "../../logic/loss-formula";
import { useRecipe } from "../../recipe-context";

/** The loss that will be used, with the recipe's numbers in it; nothing where ms-swift's own is used. */
export function LossFormula() {
  const t = useTranslations("form.lossFormula");
  const { values } = useRecipe();
  const formula = lossFormula(values.knowledge ?? []);
  if (formula === null) return null;
  const { text, temperature } = formula;
  return (
    <div className="min-w-0 xl:col-span-full">
      <p className="font-mono text-sm break-words">{text}</p>
      <p className="text-muted-foreground text-xs">
        {temperature === null ? t("plain") : t("tempered", { temperature: String(temperature) })}
      </p>
    </div>
  );
}
