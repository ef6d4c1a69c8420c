"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { Label } from "../../ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "../../ui/popover";

type Days = { from: string | null; to: string | null };

const ends = ["from", "to"] as const;

/** The days between which a run was created. */
export function DateFilter({ from, to, onChange }: Days & { onChange: (days: Partial<Days>) => void }) {
  const t = useTranslations("experiments.filters");
  const id = useId();
  const values = { from, to };
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline">
          {t("created")}
          {(from !== null || to !== null) && <Badge variant="default">1</Badge>}
          <ChevronDown className="opacity-60" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="grid gap-3" aria-label={t("created")}>
        {ends.map((end) => (
          <div key={end} className="grid gap-1.5">
            <Label htmlFor={`${id}-${end}`}>{t(end)}</Label>
            <Input
              id={`${id}-${end}`}
              type="date"
              value={values[end] ?? ""}
              onChange={(event) => onChange({ [end]: event.target.value === "" ? null : event.target.value })}
            />
          </div>
        ))}
      </PopoverContent>
    </Popover>
  );
}
