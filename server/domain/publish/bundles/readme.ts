import type { BundleFacts } from "./facts";
import { figuresTable } from "./figures";

type Section = { title: string; steps: { text: string; command: string }[]; notes: string[] };

/** The README of one folder: where the model comes from, exact commands, a test question, notes, measured figures. */
export function readmeOf(facts: BundleFacts, { title, steps, notes }: Section): string {
  const numbered = steps.map(({ text, command }, index) => `${index + 1}. ${text}\n\n   ${fence(command, "   ")}`);
  const listed = notes.map((note) => `- ${note}`);
  return [
    `# ${title}`,
    `\`${facts.subject}\` of the run ${facts.runName} (\`${facts.runId}\`), served as \`${facts.name}\`.`,
    "## Commands",
    ...numbered,
    ...(listed.length > 0 ? ["## Good to know", listed.join("\n")] : []),
    "## Measured",
    figuresTable(facts),
    "",
  ].join("\n\n");
}

/** The shell variable that names the model folder on the machine of the run. */
export function modelFolder({ modelPath }: BundleFacts): string {
  return modelPath === null ? '"$MODEL_FOLDER"' : `"$STILLROOM_HOME/${modelPath}"`;
}

/** A chat with the served model through curl; `address` is host and port. */
export function askCommand({ name }: BundleFacts, address: string): string {
  const body = JSON.stringify({ model: name, messages: [{ role: "user", content: "Hello" }], max_tokens: 32 });
  return `curl http://${address}/v1/chat/completions -H 'content-type: application/json' -d '${body}'`;
}

function fence(command: string, indent: string): string {
  return ["```sh", ...command.split("\n"), "```"].join(`\n${indent}`);
}
