/** After a row has gone: its follower's remove button, else the one before, else the button that adds. Rows, their remove buttons and the add button carry `data-row`, `data-remove` and `data-add`. */
export function focusAfterRemoval(list: HTMLElement | null, index: number): void {
  setTimeout(() => {
    const removes = list?.querySelectorAll<HTMLElement>("[data-remove]") ?? [];
    const next = removes[index] ?? removes[index - 1] ?? list?.querySelector<HTMLElement>("[data-add]");
    next?.focus();
  });
}

/** After a row has been added: its first input. */
export function focusAddedRow(list: HTMLElement | null): void {
  setTimeout(() => {
    const row = [...(list?.querySelectorAll("[data-row]") ?? [])].at(-1);
    row?.querySelector<HTMLElement>("input")?.focus();
  });
}
