import { createContext } from "@/server/api/context";
import { handOver, receive } from "@/server/api/ingest";

export const dynamic = "force-dynamic";

type Place = { params: Promise<{ attemptId: string }> };

/** What an attempt on a node without a shared folder writes. */
export async function PUT(request: Request, { params }: Place): Promise<Response> {
  return receive(createContext(), (await params).attemptId, request);
}

/** What such an attempt needs. */
export async function GET(request: Request, { params }: Place): Promise<Response> {
  return handOver(createContext(), (await params).attemptId, request);
}
