import { createTRPCClient, httpLink } from "@trpc/client";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import superjson from "superjson";
import { expect } from "vitest";
import { type AppRouter, appRouter } from "../../../../server/api/root";
import type { Services } from "../../../../server/domain/services";
import type { Seeded } from "../../../dev/seed";
import { seedHome } from "../../../helpers/seeded-home";
import { createServices } from "../../../helpers/services";

const endpoint = "http://127.0.0.1:3000/api/trpc";

/** A database with runs of every kind, the router over it, and what was asked of it. */
export type World = {
  services: Services;
  seeded: Seeded;
  api: ReturnType<typeof createApi>;
  /** Answers one request as the page of the API does. */
  answer: (request: Request) => Promise<Response>;
  /** Procedures that were asked. */
  asked: Set<string>;
};

/** Runs of the fake engine in a new home, asked over the transport that a browser uses. */
export async function makeWorld(): Promise<World> {
  const services = createServices();
  const seeded = await seedHome(services);
  const asked = new Set<string>();
  const answer = (request: Request) => {
    asked.add(new URL(request.url).pathname.slice("/api/trpc/".length));
    return fetchRequestHandler({
      endpoint: "/api/trpc",
      req: request,
      router: appRouter,
      createContext: () => services,
    });
  };
  return { services, seeded, api: createApi(answer), answer, asked };
}

function createApi(answer: (request: Request) => Promise<Response>) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: endpoint,
        transformer: superjson,
        fetch: (url, { method = "GET", headers = {}, body = null } = {}) =>
          answer(new Request(url, { method, headers, body })),
      }),
    ],
  });
}

/** What a refused request rejects with: the code of the transport and, where the domain refused, that of its error. */
export function refusal(code: string, appCode: string | null = null): object {
  return expect.objectContaining({ data: expect.objectContaining({ code, appCode }) });
}

/** Answers to a request whose form is wrong, which no domain function ever sees. */
export const badRequest = refusal("BAD_REQUEST");
export const notFound = refusal("NOT_FOUND", "not-found");
export const conflict = refusal("CONFLICT", "conflict");
