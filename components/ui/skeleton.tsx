import type { ComponentProps } from "react";
import { cn } from "../lib/cn";

/** The place of something that is still loading; give it the size of what comes. */
export function Skeleton({ className, ...props }: ComponentProps<"div">) {
  return <div aria-hidden className={cn("animate-pulse rounded-md bg-muted", className)} {...props} />;
}
