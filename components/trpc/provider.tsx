"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import { type ReactNode, useState } from "react";
import superjson from "superjson";
import type { AppRouter } from "../../server/api/root";
import { TRPCProvider } from "./context";
import { makeQueryClient } from "./query-client";

const apiPath = "/api/trpc";
/** Beside those about data, questions whose answers are read from data and models. */
const readingPaths: ReadonlySet<string> = new Set(["runs.memoryEstimate", "runs.remedies"]);

function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url: apiPath, transformer: superjson }),
        false: splitLink({
          // Files and tokenizers take their time, for which no other question waits.
          condition: ({ path }) => path.startsWith("data.") || readingPaths.has(path),
          true: httpLink({ url: apiPath, transformer: superjson }),
          false: splitLink({
            // A recipe is too long for an address, so the questions about it are posted.
            condition: (operation) => operation.path.startsWith("recipes."),
            true: httpBatchLink({ url: apiPath, transformer: superjson, methodOverride: "POST" }),
            false: httpBatchLink({ url: apiPath, transformer: superjson, maxURLLength: 6000 }),
          }),
        }),
      }),
    ],
  });
}

/** The API client and the query cache of one tab. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [trpcClient] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
