import { join } from "node:path";
import type { ExportSettings } from "../../contract/exports";
import type { StageSpec } from "../engine";
import { engineEnv } from "../ms-swift/flags";

/** Where the script of this folder lies, and the file with the token, which the script removes. */
export type PushTools = { scripts: string; tokenFile: string };

/** `push`: uploads one model folder to a hub. */
export function pushStage(
  subject: string,
  key: string,
  { hub, repository, isPrivate }: Extract<ExportSettings, { kind: "push" }>,
  { scripts, tokenFile }: PushTools,
): StageSpec {
  return {
    key,
    kind: "push",
    subject,
    dependsOn: [],
    needs: [subject],
    makes: {},
    plan: ({ executables, inputs }) => {
      const visibility = isPrivate ? "private" : "public";
      const script = join(scripts, "push.py");
      const argv = [executables.python, script, hub, inputs[subject] ?? "", repository, visibility, tokenFile];
      return {
        argv,
        commands: [{ label: "push.py", argv }],
        env: engineEnv(false),
        launch: argv,
        files: {},
        followed: [],
      };
    },
    cacheParts: () => ({ settings: null, paths: [] }),
    collect: async () => [],
  };
}
