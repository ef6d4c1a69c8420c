import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openServicesAt } from "../../server/domain/open";
import type { Services } from "../../server/domain/services";
import { resolvePaths } from "../../server/platform/paths";

const project = resolve(import.meta.dirname, "..", "..");

/** A new STILLROOM_HOME in the temporary folder. */
export function createHome(): string {
  return mkdtempSync(join(tmpdir(), "stillroom-test-"));
}

/** Services on a real database file in a new home, or in `home`; `engine` names an engine folder. */
export function createServices(home = createHome(), engine = join(home, "engine")): Services {
  return openServicesAt(
    resolvePaths({ NODE_ENV: "test", STILLROOM_PROJECT: project, STILLROOM_HOME: home, STILLROOM_ENGINE: engine }),
  );
}
