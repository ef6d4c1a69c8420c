"use client";

import { useTranslations } from "next-intl";
import { valueText } from "../../../../server/contract/recipe/sweep-names";
import { ChipsInput } from "../../../ui/chips-input";
import { ToggleGroup, ToggleGroupItem } from "../../../ui/toggle-group";
import { chipsToValues, type DraftParameter } from "../../logic/sweep/sweep-draft";
import { ProblemList, useFieldProblems } from "../field-problems";
import { RemoveRowButton } from "../lists/row-buttons";
import { fieldId } from "../use-recipe-field";
import { RangeInputs } from "./range-inputs";

type ParameterRowProps = {
  name: string;
  draft: DraftParameter;
  hasPoints: boolean;
  onChange: (draft: DraftParameter) => void;
  onRemove: () => void;
};

/** One varied key: its values as chips, or the ends of a range. */
export function ParameterRow({ name, draft, hasPoints, onChange, onRemove }: ParameterRowProps) {
  const t = useTranslations("form.sweep");
  const path = `sweep.parameters.${name}`;
  const problems = useFieldProblems(path, true);
  const id = fieldId(path);
  const toRange = (): DraftParameter => {
    const numbers = draft.kind === "list" ? draft.values.filter((value) => typeof value === "number") : [];
    const ends = numbers.length > 1 ? { min: Math.min(...numbers), max: Math.max(...numbers) } : {};
    return { kind: "range", range: { ...ends, scale: "linear", ...(hasPoints && { points: 3 }) } };
  };
  const toList = (): DraftParameter => {
    const ends = draft.kind === "range" ? [draft.range.min, draft.range.max] : [];
    return { kind: "list", values: ends.filter((value) => value !== undefined) };
  };
  return (
    <fieldset id={id} tabIndex={-1} data-row className="grid min-w-0 gap-1.5 rounded-md border p-2.5">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center justify-between gap-2">
        <code className="min-w-0 font-mono text-[13px] break-all" aria-hidden>
          {name}
        </code>
        <span className="flex shrink-0 items-center gap-1">
          <ToggleGroup
            type="single"
            aria-label={t("kindOf", { name })}
            value={draft.kind}
            onValueChange={(kind) => {
              if (kind === "range" && draft.kind === "list") onChange(toRange());
              if (kind === "list" && draft.kind === "range") onChange(toList());
            }}
          >
            <ToggleGroupItem value="list">{t("list")}</ToggleGroupItem>
            <ToggleGroupItem value="range">{t("range")}</ToggleGroupItem>
          </ToggleGroup>
          <RemoveRowButton label={t("remove", { name })} onRemove={onRemove} />
        </span>
      </div>
      {draft.kind === "list" ? (
        <ChipsInput
          value={draft.values.map(valueText)}
          placeholder={t("valuesPlaceholder")}
          aria-label={t("valuesOf", { name })}
          aria-invalid={problems.some(({ isError }) => isError)}
          aria-describedby={`${id}-problems`}
          onChange={(chips) => onChange({ kind: "list", values: chipsToValues(chips, draft.values) })}
        />
      ) : (
        <RangeInputs
          name={name}
          range={draft.range}
          hasPoints={hasPoints}
          onChange={(range) => onChange({ kind: "range", range })}
        />
      )}
      <ProblemList id={`${id}-problems`} problems={problems} />
    </fieldset>
  );
}
