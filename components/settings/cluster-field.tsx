"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { ClusterField as Field } from "../../server/contract/executors/definition";
import { useText } from "../lib/use-text";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../ui/select";
import { Textarea } from "../ui/textarea";

type ClusterFieldProps = { field: Field; value: string; onChange: (value: string) => void };

const results = ["shared-folder", "push"] as const;

/** One setting with its explanation. */
export function ClusterField({ field: { name, as, placeholder, label, help }, value, onChange }: ClusterFieldProps) {
  const t = useTranslations("settings");
  const inLanguage = useText();
  const id = useId();
  const control = { id, "aria-describedby": `${id}-help` };
  const text = { value, placeholder: placeholder ?? t("none"), autoComplete: "off", spellCheck: false };
  return (
    <div className={as === "lines" || name === "address" ? "sm:col-span-2" : undefined}>
      <Label htmlFor={id}>{inLanguage(label)}</Label>
      {as === "results" ? (
        <Select value={value || "shared-folder"} onValueChange={onChange}>
          <SelectTrigger {...control}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {results.map((choice) => (
              <SelectItem key={choice} value={choice}>
                {t(`results.${choice}`)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : as === "lines" ? (
        <Textarea {...control} {...text} rows={2} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input
          {...control}
          {...text}
          inputMode={as === "number" ? "numeric" : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <p id={`${id}-help`} className="mt-1 text-muted-foreground text-xs">
        {inLanguage(help)}
      </p>
    </div>
  );
}
