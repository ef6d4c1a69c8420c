import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: ReactNode; children?: ReactNode; actions?: ReactNode };

/** Says why nothing is here and what to do. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-14 text-center">
      <Icon className="size-8 text-muted-foreground" strokeWidth={1.5} aria-hidden />
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-prose text-muted-foreground text-sm">{children}</div>}
      {actions !== undefined && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
