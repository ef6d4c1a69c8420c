import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { attempts } from "../../db/schema/index";
import type { Services } from "../../server/domain/services";
import type { Seeded } from "../dev/seed";
import { type App, startApp } from "./app";
import { seedHome } from "./seeded-home";
import { createHome, createServices } from "./services";

/** The built server and a runner on a new home with runs of every kind; `end` ends what they have started too. */
export async function startSeededApp(): Promise<{
  app: App;
  services: Services;
  seeded: Seeded;
  end: () => Promise<void>;
}> {
  const home = createHome();
  const services = createServices(home, join(home, "fake-engine"));
  const seeded = await seedHome(services);
  const app = await startApp({ home, engine: services.paths.engine });
  const end = async () => {
    await app.end();
    // An attempt goes on when the runner ends; one of these is made to last.
    for (const { directory } of services.db.select().from(attempts).where(eq(attempts.status, "running")).all())
      endGroupOf(directory);
  };
  return { app, services, seeded, end };
}

function endGroupOf(directory: string): void {
  try {
    const { pgid } = JSON.parse(readFileSync(join(directory, "start.json"), "utf8"));
    process.kill(-pgid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
