import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import superjson from "superjson";
import { z } from "zod";

/** A query client whose data is refreshed by events; without them a focus refetches what is older than 10 s. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: mayHelp, networkMode: "always" },
      mutations: { networkMode: "always" },
      dehydrate: { serializeData: superjson.serialize, shouldDehydrateQuery: defaultShouldDehydrateQuery },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

const mostRetries = 2;

/** Whether asking again may help: not where the server has understood and refused, as it does for a run that does not exist. */
export function mayHelp(failures: number, error: unknown): boolean {
  const status = error instanceof TRPCClientError ? toldSchema.safeParse(error.data).data?.httpStatus : undefined;
  return failures < mostRetries && (status === undefined || status >= 500);
}

const toldSchema = z.object({ httpStatus: z.number() });
