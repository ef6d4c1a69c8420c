import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chatRow } from "./data";

/** Writes training rows of about 250 bytes, all different and with a worse answer each, up to a size; returns the reference that a recipe would name. */
export async function writeTraining(home: string, name: string, sizeBytes: number): Promise<string> {
  mkdirSync(join(home, "data"), { recursive: true });
  const file = createWriteStream(join(home, "data", name));
  const answer = "The answer takes a sentence or two. ".repeat(4);
  let written = 0;
  for (let index = 0; written < sizeBytes; index += 1) {
    const row = chatRow(`What is ${index} and one?`, `${answer}${index + 1}`, { rejected_response: String(index) });
    const line = `${JSON.stringify(row)}\n`;
    written += line.length;
    if (!file.write(line)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
  return `data/${name}`;
}
