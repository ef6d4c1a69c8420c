"use client";

import { ToggleGroup as ToggleGroupPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

/** A row of choices, one (`type="single"`) or several pressed; give it an `aria-label`. */
export function ToggleGroup({ className, ...props }: ComponentProps<typeof ToggleGroupPrimitive.Root>) {
  return (
    <ToggleGroupPrimitive.Root
      className={cn("inline-flex w-fit items-center rounded-md border border-input bg-card p-0.5", className)}
      {...props}
    />
  );
}

/** One choice of the row. */
export function ToggleGroupItem({ className, ...props }: ComponentProps<typeof ToggleGroupPrimitive.Item>) {
  return (
    <ToggleGroupPrimitive.Item
      className={cn(
        "inline-flex h-6.5 items-center justify-center gap-1 rounded-[5px] px-2 font-medium text-muted-foreground text-xs whitespace-nowrap hover:text-foreground disabled:opacity-50 data-[state=on]:bg-accent data-[state=on]:text-accent-foreground [&_svg]:size-3.5",
        className,
      )}
      {...props}
    />
  );
}
