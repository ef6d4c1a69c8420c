import { proxyChat } from "@/server/api/chat";
import { createContext } from "@/server/api/context";

export const dynamic = "force-dynamic";

/** A chat with a served model, as a stream. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ deploymentId: string }> },
): Promise<Response> {
  const { deploymentId } = await params;
  const body: unknown = await request.json().catch(() => null);
  return proxyChat(createContext(), deploymentId, body, request.signal);
}
