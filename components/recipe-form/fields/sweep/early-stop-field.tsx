"use client";

import { useTranslations } from "next-intl";
import { isTree } from "../../../../server/contract/at-path";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../../ui/select";
import { FieldShell } from "../field-shell";
import { NumberField, SelectField } from "../simple-fields";
import { useRecipeField } from "../use-recipe-field";

const choices = ["off", "median"] as const;
const keys = ["eval_loss", "eval_loss_ce", "loss"] as const;

/** Whether clearly worse trials are ended, and by what. */
export function EarlyStopFields() {
  const t = useTranslations("form.sweep");
  const { value, set } = useRecipeField("sweep.earlyStop");
  const isOn = isTree(value);
  return (
    <>
      <FieldShell path="sweep.earlyStop" spec="sweep.earlyStop">
        {(control) => (
          <Select
            value={isOn ? "median" : "off"}
            onValueChange={(choice) => set(choice === "off" ? "off" : { rule: "median", key: "eval_loss" })}
          >
            <SelectTrigger {...control}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {choices.map((choice) => (
                <SelectItem key={choice} value={choice}>
                  {t(`earlyStop.${choice}`)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      </FieldShell>
      {isOn && (
        <>
          <SelectField
            path="sweep.earlyStop.key"
            spec="sweep.earlyStop.key"
            options={keys.map((key) => ({ value: key, label: t(`keys.${key}`) }))}
          />
          <NumberField path="sweep.earlyStop.minSteps" spec="sweep.earlyStop.minSteps" />
          <NumberField path="sweep.earlyStop.minTrials" spec="sweep.earlyStop.minTrials" />
        </>
      )}
    </>
  );
}
