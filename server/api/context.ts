import { openServices } from "../domain/open";
import type { ApiContext } from "./trpc";

/** The context of every procedure in this process. */
export function createContext(): ApiContext {
  return openServices();
}
