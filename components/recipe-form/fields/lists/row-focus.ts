/** Rows stand right below the list with `data-row`, the add button below it with `data-add`; a row's first `data-remove` is its own. */
function partsOf(list: HTMLElement | null) {
  return {
    rows: [...(list?.querySelectorAll<HTMLElement>(":scope > [data-row]") ?? [])],
    add: list?.querySelector<HTMLElement>("[data-add]"),
  };
}

/** After a row has gone: its follower's remove button, else the one before, else the button that adds, else a field. */
export function focusAfterRemoval(list: HTMLElement | null, index: number): void {
  setTimeout(() => {
    const { rows, add } = partsOf(list);
    const removes = [rows[index], rows[index - 1]].map((row) => row?.querySelector<HTMLElement>("[data-remove]"));
    const field = list?.querySelector<HTMLElement>("input");
    [...removes, add, field].find((element) => element?.matches(":enabled"))?.focus();
  });
}

/** After a row has been added: its first input. */
export function focusAddedRow(list: HTMLElement | null): void {
  setTimeout(() => {
    partsOf(list).rows.at(-1)?.querySelector<HTMLElement>("input")?.focus();
  });
}
