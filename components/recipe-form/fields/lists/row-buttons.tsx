import { Plus, X } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "../../../ui/button";

/** Takes a row of a list away; `label` names the row. */
export function RemoveRowButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <Button variant="ghost" size="icon" aria-label={label} data-remove onClick={onRemove}>
      <X aria-hidden />
    </Button>
  );
}

/** Adds a row below a list. */
export function AddRowButton(props: Pick<ComponentProps<typeof Button>, "children" | "disabled" | "onClick">) {
  const { children, ...button } = props;
  return (
    <Button variant="outline" size="sm" className="justify-self-start" data-add {...button}>
      <Plus aria-hidden />
      {children}
    </Button>
  );
}
