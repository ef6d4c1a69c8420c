"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { HostStatus } from "../../server/contract/server";
import { Checkbox } from "../ui/checkbox";
import { Label } from "../ui/label";

type HostGpusProps = {
  gpus: HostStatus["gpus"];
  excluded: readonly number[];
  /** The environment variable of the runner that decides instead. */
  fixedBy: string | undefined;
  onChange: (excluded: number[]) => void;
};

/** A tick for each GPU of this host that stages may get. */
export function HostGpus({ gpus, excluded, fixedBy, onChange }: HostGpusProps) {
  const t = useTranslations("settings.host");
  const id = useId();
  return (
    <fieldset className="sm:col-span-2" aria-describedby={`${id}-help`}>
      <legend className="mb-1.5 font-medium text-sm">{t("gpus.label")}</legend>
      <div className="grid gap-1 sm:grid-cols-2">
        {gpus.map(({ index, name }) => (
          <div key={index} className="flex min-h-9 items-center gap-2">
            <Checkbox
              id={`${id}-${index}`}
              disabled={fixedBy !== undefined}
              checked={!excluded.includes(index)}
              onCheckedChange={(checked) => {
                const others = excluded.filter((other) => other !== index);
                onChange(checked === true ? others : [...others, index]);
              }}
            />
            <Label htmlFor={`${id}-${index}`} className="font-normal">
              {t("gpus.gpu", { index, name })}
            </Label>
          </div>
        ))}
      </div>
      <p id={`${id}-help`} className="text-muted-foreground text-xs">
        {fixedBy !== undefined ? t("fixed", { variable: fixedBy }) : t(gpus.length === 0 ? "gpus.none" : "gpus.help")}
      </p>
    </fieldset>
  );
}
