import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  isPage?: boolean;
};

/** Says why nothing is here and what to do; `isPage` where that is all that the page says. */
export function EmptyState({ icon: Icon, title, children, actions, isPage = false }: EmptyStateProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed px-6 py-14 text-center">
      <Icon className="size-8 text-muted-foreground" strokeWidth={1.5} aria-hidden />
      <Title className="font-medium">{title}</Title>
      {children !== undefined && <div className="max-w-prose text-muted-foreground text-sm">{children}</div>}
      {actions !== undefined && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
