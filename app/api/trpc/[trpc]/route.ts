import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/server/api/context";
import { logTrpcError } from "@/server/api/log-calls";
import { appRouter } from "@/server/api/root";

export const dynamic = "force-dynamic";

function handle(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    allowMethodOverride: true,
    createContext,
    onError: logTrpcError,
  });
}

export { handle as GET, handle as POST };
