"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import type { BreakEven } from "../../../../server/contract/break-even";
import { useFormat } from "../../../lib/use-format";
import { Input } from "../../../ui/input";
import { Label } from "../../../ui/label";
import {
  breakEvenOf,
  loadPrices,
  type PriceField,
  type Prices,
  priceFields,
  readPrice,
  savePrices,
} from "../../logic/prices";

/** After how many tokens and requests the student has paid for its training; prices stay in this browser. */
export function BreakEvenCalculator({ deviceHours }: { deviceHours: number | null }) {
  const t = useTranslations("preflight.time.breakEven");
  const [prices, setPrices] = useState<Prices>({});
  useEffect(() => setPrices(loadPrices()), []);
  const change = (field: PriceField, text: string) => {
    const next = { ...prices, [field]: text };
    setPrices(next);
    savePrices(next);
  };
  const fields: readonly PriceField[] = deviceHours === null ? ["deviceHours", ...priceFields] : priceFields;
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground">{t("explain")}</p>
      <div className="grid grid-cols-2 items-end gap-2">
        {fields.map((field) => (
          <PriceInput key={field} field={field} text={prices[field] ?? ""} onChange={(text) => change(field, text)} />
        ))}
      </div>
      <Outcome result={breakEvenOf(prices, deviceHours)} withRequests={readPrice(prices.tokensPerRequest) !== null} />
    </div>
  );
}

function PriceInput({ field, text, onChange }: { field: PriceField; text: string; onChange: (text: string) => void }) {
  const t = useTranslations("preflight.time.breakEven");
  const id = useId();
  const isInvalid = text.trim() !== "" && readPrice(text) === null;
  return (
    <div className="grid gap-1">
      <Label htmlFor={id} className="font-normal text-xs">
        {t(field)}
      </Label>
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={isInvalid}
        aria-describedby={isInvalid ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {isInvalid && (
        <p id={`${id}-problem`} className="text-destructive">
          {t("invalid")}
        </p>
      )}
    </div>
  );
}

function Outcome({ result, withRequests }: { result: BreakEven | null; withRequests: boolean }) {
  const t = useTranslations("preflight.time.breakEven");
  const format = useFormat();
  if (result === null) return <p className="text-muted-foreground">{t("incomplete")}</p>;
  const { trainingCost, tokens, requests } = result;
  return (
    <div role="status" className="grid gap-1">
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-0.5 tabular-nums">
        <dt className="text-muted-foreground">{t("cost")}</dt>
        <dd className="text-right">{format.number(trainingCost)}</dd>
        {tokens !== null && (
          <>
            <dt className="text-muted-foreground">{t("tokens")}</dt>
            <dd className="text-right">{format.number(tokens)}</dd>
          </>
        )}
        {tokens !== null && withRequests && (
          <>
            <dt className="text-muted-foreground">{t("requests")}</dt>
            <dd className="text-right">{format.number(requests)}</dd>
          </>
        )}
      </dl>
      {tokens === null && <p>{t("never")}</p>}
    </div>
  );
}
