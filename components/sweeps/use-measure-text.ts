"use client";

import { useTranslations } from "next-intl";
import type { SweepMeasure } from "../../server/contract/sweep";
import { useFormat } from "../lib/use-format";

/** The name of a measure and its values in the person's language. */
export function useMeasureText() {
  const t = useTranslations("sweep.measures");
  const format = useFormat();
  return {
    name: ({ kind, dataset, metric }: SweepMeasure): string =>
      kind === "quality" ? t("quality", { dataset: dataset ?? "", metric: metric ?? "" }) : t(kind),
    value: ({ kind }: Pick<SweepMeasure, "kind">, value: number | null): string => {
      if (kind === "quality") return format.percent(value);
      return kind === "time" ? format.duration(value) : format.significant(value);
    },
  };
}
