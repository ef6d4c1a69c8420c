import type { ReactNode } from "react";

type PageHeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; above?: ReactNode };

/** What the page is about, with its main actions; `above` is a line such as a way back. */
export function PageHeader({ title, description, actions, above }: PageHeaderProps) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        {above}
        <h1 className="font-semibold text-xl leading-tight tracking-tight break-words">{title}</h1>
        {description !== undefined && <div className="mt-1 text-muted-foreground text-sm">{description}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
