import type { Command } from "commander";
import { openServices, pathsOfThis } from "../../domain/open";
import { backUp, backUpWithRuns } from "../../domain/publish/backup/backup";
import { restore } from "../../domain/publish/backup/restore";
import { say } from "../output";

/** `stillroom backup | restore`. */
export function addBackupCommands(program: Command): void {
  program
    .command("backup")
    .description("Copy the database, consistent also while runs go on")
    .argument("<file>")
    .option("--with-runs", "a TAR archive with the files of all runs too; compressed when the file ends in .gz or .tgz")
    .action(async (file: string, { withRuns }: { withRuns?: boolean }) => {
      const services = openServices();
      if (withRuns) {
        const { leftOut } = await backUpWithRuns(services, file);
        if (leftOut > 0) say(`${leftOut} links and other things that are no files were left out`);
      } else backUp(services, file);
      say(`Backed up to ${file}`);
    });
  program
    .command("restore")
    .description(
      "Put a backup in the place of the database, and of the runs where it holds them; the present ones are kept",
    )
    .argument("<file>")
    .action(async (file: string) => {
      const { kept } = await restore(pathsOfThis(), file);
      say(`Restored ${file}`);
      for (const path of kept) say(`What was there is kept: ${path}`);
    });
}
