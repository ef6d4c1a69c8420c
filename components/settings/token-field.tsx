"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Label } from "../ui/label";

type TokenFieldProps = {
  hasToken: boolean;
  /** What is going to be stored: undefined for no change, null to remove it. */
  token: string | null | undefined;
  onChange: (token: string | null | undefined) => void;
};

/** A secret that can be written and removed but never read back. */
export function TokenField({ hasToken, token, onChange }: TokenFieldProps) {
  const t = useTranslations("settings.token");
  const id = useId();
  const isStored = hasToken && token !== null;
  return (
    <div className="sm:col-span-2">
      <Label htmlFor={id}>{t("label")}</Label>
      <div className="flex gap-2">
        <Input
          id={id}
          type="password"
          autoComplete="off"
          aria-describedby={`${id}-help`}
          placeholder={isStored ? t("stored") : t("empty")}
          value={token ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
        />
        {isStored && (
          <Button type="button" variant="outline" onClick={() => onChange(null)}>
            {t("remove")}
          </Button>
        )}
      </div>
      <p id={`${id}-help`} className="mt-1 text-muted-foreground text-xs">
        {token === null ? t("removed") : t("help")}
      </p>
    </div>
  );
}
