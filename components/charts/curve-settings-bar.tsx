"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useFormat } from "../lib/use-format";
import { Label } from "../ui/label";
import { Slider } from "../ui/slider";
import { Switch } from "../ui/switch";
import { ToggleGroup, ToggleGroupItem } from "../ui/toggle-group";
import type { CurveSettings } from "./panels";

type CurveSettingsBarProps = { settings: CurveSettings; onChange: (change: Partial<CurveSettings>) => void };

/** Axis, scale and smoothing of all curves of a page. */
export function CurveSettingsBar({ settings, onChange }: CurveSettingsBarProps) {
  const t = useTranslations("run.curves");
  const format = useFormat();
  const logId = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
      <ToggleGroup
        type="single"
        aria-label={t("axis")}
        value={settings.axis}
        onValueChange={(value) => (value === "step" || value === "time") && onChange({ axis: value })}
      >
        <ToggleGroupItem value="step">{t("step")}</ToggleGroupItem>
        <ToggleGroupItem value="time">{t("time")}</ToggleGroupItem>
      </ToggleGroup>
      <div className="flex items-center gap-2">
        <Switch id={logId} checked={settings.isLog} onCheckedChange={(isLog) => onChange({ isLog })} />
        <Label htmlFor={logId}>{t("log")}</Label>
      </div>
      <div className="flex items-center gap-3">
        <span aria-hidden>{t("smoothing")}</span>
        <Slider
          aria-label={t("smoothing")}
          className="w-32"
          min={0}
          max={0.99}
          step={0.01}
          value={[settings.smoothing]}
          onValueChange={([smoothing]) => smoothing !== undefined && onChange({ smoothing })}
        />
        <output className="w-9 text-muted-foreground text-xs">{format.number(settings.smoothing, 2)}</output>
      </div>
      <ToggleGroup
        type="single"
        aria-label={t("smoothingKind")}
        value={settings.smoothingKind}
        onValueChange={(value) => (value === "step" || value === "time") && onChange({ smoothingKind: value })}
      >
        <ToggleGroupItem value="time">{t("emaTime")}</ToggleGroupItem>
        <ToggleGroupItem value="step">{t("emaStep")}</ToggleGroupItem>
      </ToggleGroup>
    </div>
  );
}
