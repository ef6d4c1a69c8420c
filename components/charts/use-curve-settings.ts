"use client";

import { parseAsBoolean, parseAsFloat, parseAsStringLiteral, useQueryStates } from "nuqs";

const parsers = {
  axis: parseAsStringLiteral(["step", "time"] as const).withDefault("step"),
  isLog: parseAsBoolean.withDefault(false),
  smoothing: parseAsFloat.withDefault(0.6),
  smoothingKind: parseAsStringLiteral(["time", "step"] as const).withDefault("time"),
};

/** How curves are drawn, as set by a person; it lives in the URL as `x`, `log`, `smooth` and `ema`. */
export function useCurveSettings() {
  return useQueryStates(parsers, {
    history: "replace",
    clearOnDefault: true,
    urlKeys: { axis: "x", isLog: "log", smoothing: "smooth", smoothingKind: "ema" },
  });
}
