import { type BreakEven, breakEven } from "../../../server/contract/break-even";

/** What a person knows of the costs, as typed. */
export const priceFields = ["gpuHourPrice", "teacherPrice", "studentPrice", "tokensPerRequest"] as const;
export type PriceField = (typeof priceFields)[number] | "deviceHours";
export type Prices = Partial<Record<PriceField, string>>;

const storageKey = "stillroom-prices";

/** A number of 0 or more; null for an empty or any other text. */
export function readPrice(text: string | undefined): number | null {
  const trimmed = text?.trim() ?? "";
  const value = Number(trimmed.replace(",", "."));
  return trimmed !== "" && Number.isFinite(value) && value >= 0 ? value : null;
}

/** When the student pays for itself; null while a needed figure is missing. `deviceHours` of the estimate go before typed ones. */
export function breakEvenOf(prices: Prices, deviceHours: number | null): BreakEven | null {
  const trainingGpuHours = deviceHours ?? readPrice(prices.deviceHours);
  const gpuHourPrice = readPrice(prices.gpuHourPrice);
  const teacherCostPerMillionTokens = readPrice(prices.teacherPrice);
  const studentCostPerMillionTokens = readPrice(prices.studentPrice);
  if (trainingGpuHours === null || gpuHourPrice === null) return null;
  if (teacherCostPerMillionTokens === null || studentCostPerMillionTokens === null) return null;
  return breakEven({
    trainingGpuHours,
    gpuHourPrice,
    teacherCostPerMillionTokens,
    studentCostPerMillionTokens,
    tokensPerRequest: readPrice(prices.tokensPerRequest) ?? undefined,
  });
}

/** The prices kept in this browser; none where there is no store or it cannot be read. */
export function loadPrices(): Prices {
  try {
    return parsePrices(localStorage.getItem(storageKey));
  } catch {
    return {};
  }
}

/** Keeps the prices in this browser; a full or closed store is no reason to stop a person's work. */
export function savePrices(prices: Prices): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(prices));
  } catch {
    return;
  }
}

/** What was kept, without what is no price. */
export function parsePrices(text: string | null): Prices {
  const raw: unknown = JSON.parse(text ?? "{}");
  const entries = typeof raw === "object" && raw !== null ? Object.entries(raw) : [];
  const known: readonly string[] = [...priceFields, "deviceHours"];
  return Object.fromEntries(entries.filter(([key, value]) => known.includes(key) && typeof value === "string"));
}
