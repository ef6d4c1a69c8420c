"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { ApiProvider } from "../trpc/provider";
import { Toaster } from "../ui/sonner";
import { TooltipProvider } from "../ui/tooltip";

/** Theme, URL state, API client, tooltips and toasts around every page. */
export function AppProviders({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <ApiProvider>
          <TooltipProvider delayDuration={250}>{children}</TooltipProvider>
          <Toaster />
        </ApiProvider>
      </NuqsAdapter>
    </ThemeProvider>
  );
}
