"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatPercent,
  formatTimeRange,
} from "../../server/contract/format";
import type { TimeRange } from "../../server/contract/time-range";
import { formatDateTime, formatRatio, formatRelativeTime, formatSignedPercent, formatSignificant } from "./format";

type Maybe = number | null | undefined;

/** The formatters in the person's language; null and undefined read "not available". */
export function useFormat() {
  const locale = useLocale();
  const t = useTranslations("common");
  return useMemo(() => {
    const orMissing = (format: (value: number) => string) => (value: Maybe) =>
      value === null || value === undefined || Number.isNaN(value) ? t("notAvailable") : format(value);
    return {
      bytes: orMissing((value) => formatBytes(value, locale)),
      duration: orMissing((value) => formatDuration(value, locale)),
      timeRange: (range: TimeRange | null | undefined) =>
        range === null || range === undefined ? t("notAvailable") : formatTimeRange(range, locale),
      number: (value: Maybe, digits = 2) => orMissing((given) => formatNumber(given, locale, digits))(value),
      significant: (value: Maybe, digits = 4) => orMissing((given) => formatSignificant(given, locale, digits))(value),
      percent: (value: Maybe, digits = 1) => orMissing((given) => formatPercent(given, locale, digits))(value),
      signedPercent: orMissing((value) => formatSignedPercent(value, locale)),
      ratio: orMissing((value) => formatRatio(value, locale)),
      dateTime: orMissing((value) => formatDateTime(value, locale)),
      relativeTime: (value: Maybe, nowMs: number) =>
        orMissing((given) => formatRelativeTime(given, nowMs, locale))(value),
    };
  }, [locale, t]);
}
