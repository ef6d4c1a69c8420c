"use client";

import { useTranslations } from "next-intl";
import { recipeKeyOf } from "../../../server/contract/run-list";
import { type ColumnName, plainColumns } from "./column-choice";

/** What a column is called: recipe keys by the key itself. */
export function useColumnTitle(): (column: ColumnName) => string {
  const t = useTranslations("experiments.columns");
  return (column) => {
    const plain = plainColumns.find((name) => name === column);
    return plain === undefined ? (recipeKeyOf(column) ?? column) : t(plain);
  };
}
