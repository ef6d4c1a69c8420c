import type { Command } from "commander";
import { openServices } from "../../domain/open";
import { print, say } from "../output";
import { makeDemoPair } from "../setup/demo-pair";
import { runDoctor } from "../setup/doctor";
import { setUpEngine } from "../setup/install";

/** `stillroom setup` and `stillroom doctor`. */
export function addSetupCommands(program: Command): void {
  program
    .command("setup")
    .description("Install the engine and make the demo pair; safe to interrupt and repeat")
    .option("--json", "print one JSON value")
    .action(async (options: { json?: boolean }) => {
      const { paths } = openServices();
      const marker = await setUpEngine({ paths, onProgress: say });
      await makeDemoPair({ paths, onProgress: say });
      print(marker, options, () => "The engine and the demo pair are ready");
    });
  program
    .command("doctor")
    .description("Check engine, models, browser, disk, port and GPUs, with a remedy for each miss")
    .option("--port <port>", "port of the dashboard", process.env.STILLROOM_PORT ?? "3000")
    .option("--json", "print one JSON value")
    .action(async (options: { port: string; json?: boolean }) => {
      const checks = await runDoctor({ paths: openServices().paths, port: Number(options.port) });
      print(checks, options, (all) =>
        all
          .map(
            ({ name, ok, detail, remedy }) =>
              `${ok === null ? "-" : ok ? "ok" : "MISSING"}  ${name}: ${detail}${remedy ? `\n    remedy: ${remedy}` : ""}`,
          )
          .join("\n"),
      );
      if (checks.some(({ ok }) => ok === false)) process.exitCode = 1;
    });
}
