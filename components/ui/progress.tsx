"use client";

import { Progress as ProgressPrimitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

type ProgressProps = ComponentProps<typeof ProgressPrimitive.Root> & { indicatorClassName?: string };

/** A bar from 0 to 100; null means that how far is unknown. Give it an `aria-label`. */
export function Progress({ className, value, indicatorClassName, ...props }: ProgressProps) {
  return (
    <ProgressPrimitive.Root
      value={value}
      className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-muted-foreground/20", className)}
      {...props}
    >
      <ProgressPrimitive.Indicator
        className={cn(
          "h-full rounded-full bg-primary transition-[width] duration-300",
          value === null && "w-1/3 animate-pulse",
          indicatorClassName,
        )}
        style={typeof value === "number" ? { width: `${Math.min(100, Math.max(0, value))}%` } : undefined}
      />
    </ProgressPrimitive.Root>
  );
}
