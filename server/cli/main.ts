import { Command } from "commander";
import { addServeCommands } from "./commands/serve";
import { chooseLanguage, pickLanguage } from "./language";
import { endWithReader, reportError } from "./output";

endWithReader();
const program = new Command("stillroom").description(
  "LLM distillation experiments on ms-swift: define once, run through, compare, share",
);
program.option("--lang <language>", "language of messages: en or zh; else that of LANG");
program.hook("preAction", () => chooseLanguage(pickLanguage(program.opts<{ lang?: string }>().lang, process.env)));
addServeCommands(program);
// The runner stays for days: it does not hold what only other commands need in memory.
if (process.argv[2] !== "runner") for (const add of (await import("./commands/all")).allCommands) add(program);
await program.parseAsync().catch(reportError);
