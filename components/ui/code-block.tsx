"use client";

import type { ComponentProps } from "react";
import { cn } from "../lib/cn";
import { useScrollStop } from "./use-scroll-stop";

/** Text as it is, which scrolls inside itself where it does not fit. */
export function CodeBlock({ className, children, ...props }: ComponentProps<"pre">) {
  const stop = useScrollStop<HTMLPreElement>();
  return (
    <pre className={cn("overflow-auto", className)} {...props} {...stop}>
      <code className="block w-max min-w-full">{children}</code>
    </pre>
  );
}
