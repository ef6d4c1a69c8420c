import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { type ExtraName, extraNames } from "../../engines/setup/extras";
import { ensureBuilt } from "../build";
import { words } from "../language";
import { print, say } from "../output";
import { setUpBrowser } from "../setup/browser";
import { makeDemoPair, makeTinyPair } from "../setup/demo-pair";
import { runDoctor } from "../setup/doctor";
import { setUpEngine, setUpPythonTests } from "../setup/install";
import { removeExtra, setUpExtra } from "../setup/install-extra";

type SetupOptions = { json?: boolean; tests?: boolean; with: ExtraName[]; without: ExtraName[] };

/** `stillroom setup` and `stillroom doctor`. */
export function addSetupCommands(program: Command): void {
  program
    .command("setup")
    .description("Install the engine and make the demo pair; safe to interrupt and repeat")
    .option("--tests", "also what the tests need: pytest, ruff, tiny models and a browser")
    .option(
      "--with <names>",
      `extra environments beside the engine, separated by commas: ${extraNames.join(", ")}`,
      readExtras,
      [],
    )
    .option("--without <names>", "removes extra environments; the engine stays as it is", readExtras, [])
    .option("--json", "print one JSON value")
    .action(async (options: SetupOptions) => {
      const { paths } = openServices();
      for (const name of options.without)
        say(removeExtra(paths, name) ? `Removed the environment ${name}` : `There was no environment ${name}`);
      const marker = await setUpEngine({ paths, onProgress: say });
      await makeDemoPair({ paths, onProgress: say });
      for (const name of options.with) await setUpExtra(paths, name, say);
      if (options.tests) {
        await setUpPythonTests({ paths, onProgress: say });
        await makeTinyPair({ paths, folder: join(paths.models, "tiny") });
        await setUpBrowser({ onProgress: say });
      }
      print(marker, options, () => "The engine and the demo pair are ready");
    });
  program
    .command("build")
    .description("Build the pages when their sources have changed")
    .action(async () => ensureBuilt(openServices().paths, say));
  program
    .command("doctor")
    .description("Check engine, models, browser, disk, port and GPUs, with a remedy for each miss")
    .option("--port <port>", "port of the dashboard", process.env.STILLROOM_PORT ?? "3000")
    .option("--json", "print one JSON value")
    .action(async (options: { port: string; json?: boolean }) => {
      const checks = await runDoctor(openServices(), Number(options.port));
      print(checks, options, (all) =>
        all
          .map(
            ({ name, ok, detail, remedy }) =>
              `${ok === null ? "-" : ok ? "ok" : words(message("doctor.missing"))}  ${name}: ${words(detail)}${remedy ? `\n    ${words(message("doctor.remedy", { words: remedy }))}` : ""}`,
          )
          .join("\n"),
      );
      if (checks.some(({ ok }) => ok === false)) process.exitCode = 1;
    });
}

function readExtras(text: string, earlier: ExtraName[]): ExtraName[] {
  const named = text.split(",").map((part) => {
    const name = extraNames.find((known) => known === part.trim());
    if (name === undefined) throw new InvalidArgumentError(`Choose from ${extraNames.join(", ")}.`);
    return name;
  });
  return [...new Set([...earlier, ...named])];
}
