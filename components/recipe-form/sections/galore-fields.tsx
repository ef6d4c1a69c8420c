"use client";

import { memorySchema } from "../../../server/contract/recipe/memory";
import { Switch } from "../../ui/switch";
import { FieldShell } from "../fields/field-shell";
import { NumberField, SwitchField } from "../fields/simple-fields";
import { useRecipe } from "../recipe-context";
import { useRecipeEdit } from "../use-recipe-edit";

const path = "memory.galore";
const defaults = memorySchema.shape.galore.unwrap().parse({});

/** GaLore: off, or its rank, quantisation and how often it projects anew. */
export function GaloreFields() {
  const { values } = useRecipe();
  const edit = useRecipeEdit();
  const isOn = values.memory?.galore !== undefined;
  return (
    <>
      <FieldShell path={path} spec={path} isInline>
        {(control) => (
          <Switch
            {...control}
            checked={isOn}
            onCheckedChange={(next) => edit({ [path]: next ? defaults : undefined })}
          />
        )}
      </FieldShell>
      {isOn && (
        <div className="grid gap-x-5 gap-y-4 rounded-md border p-3.5 sm:col-span-full sm:grid-cols-2">
          <NumberField path="memory.galore.rank" spec="memory.galore.rank" />
          <NumberField path="memory.galore.updateProjectionEvery" spec="memory.galore.updateProjectionEvery" />
          <SwitchField path="memory.galore.quantized" spec="memory.galore.quantized" />
        </div>
      )}
    </>
  );
}
