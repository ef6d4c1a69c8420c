import type { Preflight } from "../../contract/preflight";
import type { Problem } from "../../contract/problem";
import { checkRecipe } from "../recipes/check";
import type { Services } from "../services";

/** What can be known before the launch; `preflight` is null where the recipe cannot be read. */
export async function preflightRecipe(
  services: Services,
  input: unknown,
): Promise<{ preflight: Preflight | null; problems: Problem[] }> {
  const { problems } = await checkRecipe(services, input);
  return { preflight: null, problems };
}
