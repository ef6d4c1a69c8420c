import { proxyChat } from "@/server/api/chat";
import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";

export const dynamic = "force-dynamic";

/** A chat with a served model, as a stream. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ deploymentId: string }> },
): Promise<Response> {
  const { deploymentId } = await params;
  const body: unknown = await request.json().catch(() => null);
  return guardRoute({ route: "chat" }, () => proxyChat(createContext(), deploymentId, body, request.signal));
}
