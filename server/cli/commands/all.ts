import { addBackupCommands } from "./backup";
import { addBundleCommand } from "./bundle";
import { addControlCommands } from "./control";
import { addDataCommand } from "./data";
import { addDemoCommand } from "./demo";
import { addExecutorCommands } from "./executors";
import { addImportCommand } from "./import";
import { addLogsCommand } from "./logs";
import { addModelCommands } from "./models";
import { addRecipeCommands } from "./recipes";
import { addResultCommands } from "./results";
import { addRunCommands } from "./runs";
import { addSetupCommands } from "./setup";
import { addSweepCommands } from "./sweeps";

/** Every command but those that stay: each adds itself to the program. */
export const allCommands = [
  addSetupCommands,
  addDemoCommand,
  addRecipeCommands,
  addDataCommand,
  addModelCommands,
  addRunCommands,
  addSweepCommands,
  addControlCommands,
  addResultCommands,
  addLogsCommand,
  addBackupCommands,
  addBundleCommand,
  addImportCommand,
  addExecutorCommands,
];
