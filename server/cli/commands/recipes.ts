import type { Command } from "commander";
import { openServices } from "../../domain/open";
import { checkRecipe } from "../../domain/recipes/check";
import { errorOf } from "../../domain/recipes/parse";
import { planRecipe } from "../../domain/recipes/plan";
import { print, say } from "../output";
import { readRecipeFile } from "../recipe-file";

const shellSafe = /^[A-Za-z0-9_./:=@%+,-]+$/;

/** `stillroom plan` and `stillroom check`: look at a recipe without starting it. */
export function addRecipeCommands(program: Command): void {
  program
    .command("plan")
    .description("Print the exact commands of every stage; models and data need not exist here")
    .argument("<recipe>", "recipe file, YAML or JSON")
    .option("--json", "print one JSON value")
    .action((file: string, options: { json?: boolean }) => {
      const plan = planRecipe(openServices(), readRecipeFile(file));
      print(plan, options, ({ stages }) =>
        stages
          .map(
            ({ id, cached, commands }) =>
              `# ${id}${cached ? " (an earlier result is reused)" : ""}\n${commands.map(({ argv }) => quote(argv)).join("\n")}`,
          )
          .join("\n\n"),
      );
    });
  program
    .command("check")
    .description("Check a recipe, its models and its data on this machine")
    .argument("<recipe>", "recipe file, YAML or JSON")
    .option("--json", "print one JSON value")
    .action(async (file: string, options: { json?: boolean }) => {
      const { problems } = await checkRecipe(openServices(), readRecipeFile(file));
      const errors = problems.filter(({ severity }) => severity === "error");
      print({ problems }, options, () => (problems.length === 0 ? "No problems found" : ""));
      if (!options.json)
        for (const { field, message, severity } of problems) say(`${severity}: ${field ?? "recipe"}: ${message}`);
      if (options.json && errors.length > 0) process.exitCode = 1;
      else if (errors.length > 0) throw errorOf(errors);
    });
}

/** A command line that a POSIX shell reads back as the same tokens. */
function quote(argv: string[]): string {
  return argv.map((token) => (shellSafe.test(token) ? token : `'${token.replaceAll("'", `'\\''`)}'`)).join(" ");
}
