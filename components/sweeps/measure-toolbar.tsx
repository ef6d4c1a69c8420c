"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { SweepMeasure } from "../../server/contract/sweep";
import { Button } from "../ui/button";
import { DropdownMenu, DropdownMenuCheckboxItem, DropdownMenuContent, DropdownMenuTrigger } from "../ui/dropdown-menu";
import { Label } from "../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../ui/select";
import { goodnessColor } from "./logic/rank";
import { useMeasureText } from "./use-measure-text";
import type { SetSweepState, SweepState } from "./use-sweep-state";

type MeasureToolbarProps = {
  measures: readonly SweepMeasure[];
  metric: SweepMeasure;
  state: SweepState;
  setState: SetSweepState;
};

/** By which figure trials are judged and coloured, and which figures are shown. */
export function MeasureToolbar({ measures, metric, state, setState }: MeasureToolbarProps) {
  const t = useTranslations("sweep.toolbar");
  const text = useMeasureText();
  const id = useId();
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <span className="flex items-center gap-2">
        <Label htmlFor={id}>{t("metric")}</Label>
        <Select value={metric.id} onValueChange={(value) => void setState({ metric: value })}>
          <SelectTrigger id={id} className="w-56">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {measures.map((measure) => (
              <SelectItem key={measure.id} value={measure.id}>
                {text.name(measure)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </span>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline">
            {t("figures")}
            <ChevronDown className="opacity-60" aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="start">
          {measures.map(({ id: measureId, ...measure }) => (
            <DropdownMenuCheckboxItem
              key={measureId}
              checked={!state.hidden.includes(measureId)}
              disabled={measureId === metric.id}
              onSelect={(event) => event.preventDefault()}
              onCheckedChange={(isShown) =>
                void setState({
                  hidden: isShown ? state.hidden.filter((other) => other !== measureId) : [...state.hidden, measureId],
                })
              }
            >
              {text.name({ id: measureId, ...measure })}
            </DropdownMenuCheckboxItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
      <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
        {t("worse")}
        <span
          aria-hidden
          className="h-2 w-20 rounded-full"
          style={{ background: `linear-gradient(to right in oklab, ${goodnessColor(0)}, ${goodnessColor(1)})` }}
        />
        {t("better")}
      </span>
    </div>
  );
}
