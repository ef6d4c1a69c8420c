import { createContext } from "@/server/api/context";
import { guardRoute } from "@/server/api/guard-route";
import { handOver, receive } from "@/server/api/ingest";

export const dynamic = "force-dynamic";

type Place = { params: Promise<{ attemptId: string }> };

/** What an attempt on a node without a shared folder writes. */
export async function PUT(request: Request, { params }: Place): Promise<Response> {
  const { attemptId } = await params;
  return guardRoute({ route: "ingest", attemptId }, () => receive(createContext(), attemptId, request));
}

/** What such an attempt needs. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  const { attemptId } = await params;
  return guardRoute({ route: "ingest", attemptId }, () => handOver(createContext(), attemptId, request));
}
