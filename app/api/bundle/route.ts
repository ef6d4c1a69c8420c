import { downloadBundle } from "@/server/api/bundle";
import { createContext } from "@/server/api/context";

export const dynamic = "force-dynamic";

/** The deployment bundle of a finished student, as a ZIP. */
export function GET(request: Request): Response {
  return downloadBundle(createContext(), new URL(request.url).searchParams);
}
