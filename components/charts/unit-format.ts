import { formatBytes, formatPercent } from "../../server/contract/format";
import { formatSignificant } from "../lib/format";
import { formatTick } from "./axis";
import type { PanelUnit } from "./panel-groups";

/** A value in its panel's unit, exact enough to be read off; units without a sign of their own stand in the caption. */
export function formatUnit(value: number, unit: PanelUnit, locale: string): string {
  if (unit === "bytes") return formatBytes(value, locale);
  if (unit === "share") return formatPercent(value, locale, 2);
  return formatSignificant(value, locale);
}

/** The same, short enough for an axis. */
export function formatUnitTick(value: number, unit: PanelUnit, locale: string): string {
  if (unit === "bytes") return formatBytes(value, locale);
  if (unit === "share") return formatPercent(value, locale);
  return formatTick(value, locale);
}
