// `npm run dev`: sets the environment before anything reads it, then starts in TypeScript.
import { join } from "node:path";
import { register } from "tsx/esm/api";

const project = join(import.meta.dirname, "..", "..");
const home = process.env.STILLROOM_DEV_HOME ?? join(project, ".stillroom", "dev");
Object.assign(process.env, {
  NODE_ENV: "development",
  NEXT_TELEMETRY_DISABLED: "1",
  STILLROOM_PROJECT: project,
  // Never the home of a person's own runs, whatever the shell has set.
  STILLROOM_HOME: home,
  STILLROOM_ENGINE: join(home, "fake-engine"),
});
process.chdir(project);
register();
await import("./main.ts");
