import { join } from "node:path";
import type { GgufType } from "../../contract/exports";
import type { StageContext, StageSpec } from "../engine";
import { flag } from "../ms-swift/flags";
import { envFor, modelFlags } from "../ms-swift/model-args";

/** Where the scripts of this folder lie, and the interpreter that has the converter. */
export type GgufTools = { scripts: string; python: string };

const planFile = "gguf.json";

/** `gguf`: one student as a GGUF file, with the Modelfile that Ollama takes. */
export function ggufStage(subject: string, key: string, type: GgufType, tools: GgufTools): StageSpec {
  const file = `${subject}-${type}.gguf`;
  return {
    key,
    kind: "gguf",
    subject,
    dependsOn: [],
    needs: [subject],
    makes: {},
    plan: (context) => {
      const convert = convertArgv(context, subject, type, file, tools);
      const written = join(context.directory, "ollama");
      const modelfile = modelfileArgv(context, subject, written);
      const launch = [context.executables.python, join(tools.scripts, "export.py"), join(context.directory, planFile)];
      const plan = {
        convert,
        modelfile,
        file,
        out: join(context.directory, "export"),
        written: join(written, "Modelfile"),
      };
      return {
        argv: convert,
        commands: [
          { label: "convert.py", argv: convert },
          { label: "swift export", argv: modelfile },
        ],
        env: envFor(context),
        launch,
        files: { [planFile]: JSON.stringify(plan) },
        followed: [],
      };
    },
    cacheParts: () => ({ settings: null, paths: [] }),
    collect: async () => [],
  };
}

function convertArgv(
  { inputs, directory }: StageContext,
  subject: string,
  type: GgufType,
  file: string,
  { scripts, python }: GgufTools,
): string[] {
  return [python, join(scripts, "convert.py"), inputs[subject] ?? "", join(directory, "export", file), type];
}

function modelfileArgv(context: StageContext, subject: string, folder: string): string[] {
  return [
    context.executables.swift,
    "export",
    ...modelFlags(context.recipe.student, context.inputs[subject] ?? ""),
    ...flag("to_ollama", true),
    ...flag("output_dir", folder),
  ];
}
