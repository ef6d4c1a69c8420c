"use client";

import type { ComponentProps } from "react";
import { cn } from "../lib/cn";
import { useScrollStop } from "./use-scroll-stop";

/** A table that scrolls sideways inside itself when it does not fit. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  const stop = useScrollStop<HTMLDivElement>();
  return (
    <div className="relative w-full overflow-x-auto" {...stop}>
      <table className={cn("w-full caption-bottom text-sm", className)} {...props} />
    </div>
  );
}

/** The head rows. */
export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("[&_tr]:border-b", className)} {...props} />;
}

/** The body rows. */
export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("[&_tr:last-child]:border-0", className)} {...props} />;
}

/** One row. */
export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      className={cn("border-b transition-colors hover:bg-muted/60 data-[state=selected]:bg-accent", className)}
      {...props}
    />
  );
}

/** A head cell. */
export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      className={cn(
        "h-9 px-2.5 text-left align-middle font-medium text-muted-foreground text-xs whitespace-nowrap",
        className,
      )}
      {...props}
    />
  );
}

/** A body cell. */
export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cn("px-2.5 py-2 align-middle", className)} {...props} />;
}

/** What the table shows. */
export function TableCaption({ className, ...props }: ComponentProps<"caption">) {
  return <caption className={cn("mt-3 text-muted-foreground text-xs", className)} {...props} />;
}
