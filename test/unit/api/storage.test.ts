import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { beforeEach, expect, it } from "vitest";
import { appRouter } from "../../../server/api/root";
import type { Services } from "../../../server/domain/services";
import { insertAttempt } from "../../helpers/rows";
import { createHome, createServices } from "../../helpers/services";

let services: Services;
beforeEach(() => {
  services = createServices();
  insertAttempt(services, createHome());
});

async function annotate() {
  const req = new Request("http://127.0.0.1/api/trpc/runs.annotate", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { runId: "r", notes: "x".repeat(10_000) } }),
  });
  const answer = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req,
    router: appRouter,
    createContext: () => services,
  });
  return { status: answer.status, body: await answer.json() };
}

it.each([
  ["disk-full", "Free some disk space", "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"],
  ["read-only", "another STILLROOM_HOME", "PRAGMA query_only = ON", "PRAGMA query_only = OFF"],
])(
  "answers with the remedy for storage that is %s, and goes on once that is mended",
  async (code, remedy, spoil, mend) => {
    services.db.$client.exec(spoil);
    const { status, body } = await annotate();
    expect(status).toBe(500);
    expect(body.error.json.data).toMatchObject({ appCode: code, suggestion: expect.stringContaining(remedy) });
    expect(body.error.json.data.requestId).toBeNull();
    services.db.$client.exec(mend);
    expect((await annotate()).status).toBe(200);
  },
);
