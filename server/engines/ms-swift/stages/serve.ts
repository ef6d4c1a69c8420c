import { isGivenSubject } from "../../../contract/recipe/subjects";
import type { StageSpec } from "../../engine";
import { deployArgv, serveEnv } from "../deploy";

/** `serve`: keeps one subject's OpenAI-compatible endpoint up on `port` until a person ends it. */
export function serveStage(subject: string, key: string, port: number): StageSpec {
  return {
    key,
    kind: "serve",
    subject,
    dependsOn: [],
    needs: isGivenSubject(subject) ? [] : [subject],
    makes: {},
    plan: (context) => {
      const argv = deployArgv(context, subject, port);
      return {
        argv,
        commands: [{ label: "swift deploy", argv }],
        env: serveEnv(context),
        launch: argv,
        files: {},
        followed: [],
      };
    },
    cacheParts: () => ({ settings: null, paths: [] }),
    collect: async () => [],
  };
}
