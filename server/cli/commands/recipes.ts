import type { Command } from "commander";
import { quoteWord } from "../../contract/shell-word";
import { planRecipe } from "../../domain/launch/plan";
import { countRows } from "../../domain/launch/preflight/past-stages";
import { preflightRecipe } from "../../domain/launch/preflight/preflight";
import { estimateSweep } from "../../domain/launch/preflight/sweep-estimate";
import { readDigests } from "../../domain/launch/read-digests";
import { openServices } from "../../domain/open";
import { errorOf, requireRecipe } from "../../domain/recipes/parse";
import { print } from "../output";
import { describePreflight } from "../preflight-text";
import { readRecipeFile } from "../recipe-file";
import { describeEstimate } from "../sweep-text";

/** `stillroom plan` and `stillroom preflight`: look at a recipe without starting it. */
export function addRecipeCommands(program: Command): void {
  program
    .command("plan")
    .description("Print the exact commands of every stage; models and data need not exist here")
    .argument("<recipe>", "recipe file, YAML or JSON")
    .option("--json", "print one JSON value")
    .action(async (file: string, options: { json?: boolean }) => {
      const services = openServices();
      const recipe = requireRecipe(readRecipeFile(file));
      await readDigests(services, recipe);
      const { stages } = planRecipe(services, recipe);
      const sweep = await estimateSweep(
        services,
        recipe,
        await countRows(services.paths, recipe.data.train, recipe.data),
      );
      print({ stages, sweep }, options, () =>
        [
          ...(sweep === null ? [] : [`# ${describeEstimate(sweep)}; the commands are those of the recipe without it`]),
          ...stages.map(
            ({ id, cached, commands }) =>
              `# ${id}${cached ? " (an earlier result is reused)" : ""}\n${commands.map(({ argv }) => quote(argv)).join("\n")}`,
          ),
        ].join("\n\n"),
      );
    });
  program
    .command("preflight")
    .description("Look at pair, memory, data and time of a recipe on this machine; exit code 1 when it cannot run")
    .argument("<recipe>", "recipe file, YAML or JSON")
    .option("--json", "print one JSON value")
    .action(async (file: string, options: { json?: boolean }) => {
      const { preflight, problems } = await preflightRecipe(openServices(), readRecipeFile(file));
      const errors = problems.filter(({ severity }) => severity === "error");
      if (preflight === null) throw errorOf(problems);
      print(preflight, options, describePreflight);
      if (errors.length > 0) process.exitCode = 1;
    });
}

/** A command line that a POSIX shell reads back as the same tokens. */
function quote(argv: string[]): string {
  return argv.map(quoteWord).join(" ");
}
