import { Command } from "commander";
import { addBundleCommand } from "./commands/bundle";
import { addControlCommands } from "./commands/control";
import { addDemoCommand } from "./commands/demo";
import { addExecutorCommands } from "./commands/executors";
import { addImportCommand } from "./commands/import";
import { addRecipeCommands } from "./commands/recipes";
import { addResultCommands } from "./commands/results";
import { addRunCommands } from "./commands/runs";
import { addServeCommands } from "./commands/serve";
import { addSetupCommands } from "./commands/setup";
import { addSweepCommands } from "./commands/sweeps";
import { reportError } from "./output";

const program = new Command("stillroom").description(
  "LLM distillation experiments on ms-swift: define once, run through, compare, share",
);
for (const add of [
  addSetupCommands,
  addServeCommands,
  addDemoCommand,
  addRecipeCommands,
  addRunCommands,
  addSweepCommands,
  addControlCommands,
  addResultCommands,
  addBundleCommand,
  addImportCommand,
  addExecutorCommands,
])
  add(program);
await program.parseAsync().catch(reportError);
