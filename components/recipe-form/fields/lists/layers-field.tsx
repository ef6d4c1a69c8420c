"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "../../../ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../../ui/select";
import { type LayerPair, layerPairs, nextLayerPair } from "../../logic/fields/layer-pairs";
import { useRecipeEdit } from "../../use-recipe-edit";
import { FieldShell } from "../field-shell";
import { useRecipeField } from "../use-recipe-field";
import { CountInput } from "./count-input";
import { AddRowButton } from "./row-buttons";
import { focusAddedRow, focusAfterRemoval } from "./row-focus";

type LayersFieldProps = { path: `knowledge.${number}.layers`; className?: string };

/** Which layer of the student follows which of the teacher: spread evenly, or pair by pair. */
export function LayersField({ path, className }: LayersFieldProps) {
  const t = useTranslations("form.layers");
  const { value, set } = useRecipeField(path);
  const edit = useRecipeEdit();
  const pairs = layerPairs(value);
  const list = useRef<HTMLDivElement>(null);
  const change = (index: number, pair: LayerPair) =>
    set(pairs?.map((other, place) => (place === index ? pair : other)));
  return (
    <FieldShell path={path} spec="hidden-states.layers" className={className} isDeep>
      {(control) => (
        <div ref={list} className="grid gap-1.5">
          <Select
            value={pairs === null ? "uniform" : "pairs"}
            onValueChange={(next) =>
              edit(
                { [path]: next === "uniform" ? "uniform" : [nextLayerPair([])] },
                pairs !== null && pairs.length > 1 ? t("pairsGone") : undefined,
              )
            }
          >
            <SelectTrigger {...control}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value="uniform">{t("uniform")}</SelectItem>
              <SelectItem value="pairs">{t("pairs")}</SelectItem>
            </SelectContent>
          </Select>
          {pairs?.map(([student, teacher], index) => (
            <div key={`${path}.${String(index)}`} data-row className="flex items-center gap-1.5">
              <CountInput
                label={t("student", { number: index + 1 })}
                value={student}
                onChange={(next) => change(index, [next, teacher])}
              />
              <span aria-hidden className="text-muted-foreground">
                →
              </span>
              <CountInput
                label={t("teacher", { number: index + 1 })}
                value={teacher}
                onChange={(next) => change(index, [student, next])}
              />
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("remove", { number: index + 1 })}
                data-remove
                disabled={pairs.length === 1}
                onClick={() => {
                  set(pairs.filter((_, place) => place !== index));
                  focusAfterRemoval(list.current, index);
                }}
              >
                <X aria-hidden />
              </Button>
            </div>
          ))}
          {pairs !== null && (
            <AddRowButton
              onClick={() => {
                set([...pairs, nextLayerPair(pairs)]);
                focusAddedRow(list.current);
              }}
            >
              {t("add")}
            </AddRowButton>
          )}
        </div>
      )}
    </FieldShell>
  );
}
