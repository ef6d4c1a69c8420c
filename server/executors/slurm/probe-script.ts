import type { ConnectionCheck } from "../../contract/executor";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { quoteWord } from "../../contract/shell-word";
import type { EngineVerdict } from "../attempt/cluster-state";
import { failed, ok, skipped } from "../connection-checks";
import { commentOf, type Programs, placementArgs, smallest } from "./script";

const minPython = [3, 10];
const code = { noPython: 41, noFolder: 42, noWrapper: 43, oldPython: 44, noEngine: 45, noAnswer: 46 };

// Writes what it found into its first argument, or asks the address there; an answer of any kind shows that it is reached.
const python = `
import importlib.metadata, sys, urllib.error, urllib.request
if sys.version_info < (${minPython.join(", ")}): sys.exit(${code.oldPython})
try: engine = importlib.metadata.version("ms-swift")
except importlib.metadata.PackageNotFoundError: sys.exit(${code.noEngine})
kind, target = sys.argv[1:]
if kind == "push":
    try: urllib.request.urlopen(target, timeout=20)
    except urllib.error.HTTPError: pass
    except OSError: sys.exit(${code.noAnswer})
else:
    with open(target, "w") as file: file.write(sys.version.split()[0] + " " + engine)
`;

/** The script of the probe job; each thing that is wrong has an exit code of its own, since its words might not arrive. Pure. */
export function probeScript(options: Programs & { settings: SlurmSettings }, directory: string): string {
  const { settings } = options;
  const target = settings.results === "push" ? ["push", settings.pushUrl ?? ""] : ["folder", `${directory}/probe`];
  const filesSeen = [
    `[ -d ${quoteWord(directory)} ] || exit ${code.noFolder}`,
    `[ -r ${quoteWord(options.wrapperPath)} ] || exit ${code.noWrapper}`,
  ];
  return [
    "#!/bin/sh",
    `command -v ${quoteWord(options.python)} >/dev/null || exit ${code.noPython}`,
    ...(settings.results === "push" ? [] : filesSeen),
    `exec ${[options.python, "-c", python, ...target].map(quoteWord).join(" ")}`,
    "",
  ].join("\n");
}

/** The options of `sbatch` for the probe. Pure. */
export function probeArgs(settings: SlurmSettings, name: string, directory: string): string[] {
  const own = [`--job-name=${name}`, `--comment=${commentOf(directory)}`, "--chdir=/", "--output=/dev/null"];
  return [...placementArgs(settings, smallest), "--parsable", "--export=ALL", "--no-requeue", ...own];
}

export type ProbeSeen = {
  verdict: EngineVerdict;
  isOver: boolean;
  exitCode: number | null;
  /** What arrived here of what the job wrote; null when nothing did. */
  written: string | null;
  settings: SlurmSettings;
  python: string;
};

/** What the probe shows of the nodes. Pure. */
export function probeFindings(seen: ProbeSeen): ConnectionCheck[] {
  const { verdict, exitCode, written, settings } = seen;
  if (!seen.isOver) {
    const why = verdict.kind === "pending" ? verdict.note : "the probe did not end in time";
    return [skipped("python", `Not known yet: ${why}`), skipped("results", "Not known yet")];
  }
  if (exitCode === code.noFolder)
    return [
      skipped("python", "Not known, since the folder is missing"),
      failed("results", "The node does not see the folder of Stillroom's data", sharing),
    ];
  const wrong = wrongPython(seen);
  if (wrong !== null) return [wrong, skipped("results", "Not known, since the probe could not run")];
  if (exitCode === code.noAnswer)
    return [
      ok("python", "Python and the engine are there"),
      failed(
        "results",
        `The node does not reach ${settings.pushUrl}`,
        "Give an address that the nodes reach, and open its port",
      ),
    ];
  if (settings.results === "push")
    return [ok("python", "Python and the engine are there"), ok("results", "The node reaches the dashboard")];
  if (written === null)
    return [
      ok("python", "Python and the engine are there"),
      failed("results", "What the node wrote did not arrive: the same path leads to another folder there", sharing),
    ];
  const [version = "", engine = ""] = written.split(" ");
  return [
    ok("python", `Python ${version} with ms-swift ${engine}`),
    ok("results", "What the node wrote arrived in the shared folder"),
  ];
}

const sharing = "Put STILLROOM_HOME on a file system that the nodes mount under the same path";

function wrongPython({ exitCode, verdict, python: path }: ProbeSeen): ConnectionCheck | null {
  const fail = (message: string, suggestion: string) => failed("python", message, suggestion);
  if (exitCode === code.noPython)
    return fail(`The node has no ${path}`, "Give the path of a Python on the nodes, or share the engine's folder");
  if (exitCode === code.noWrapper)
    return fail("The node does not see Stillroom's own files", "Share the folder of Stillroom with the nodes");
  if (exitCode === code.oldPython)
    return fail(`The node's Python is older than ${minPython.join(".")}`, "Give a newer Python");
  if (exitCode === code.noEngine)
    return fail("The node's Python has no ms-swift", "Install the engine for it, or give the Python that has it");
  if (exitCode === 0 || exitCode === code.noAnswer) return null;
  const cause = verdict.kind === "gone" && verdict.cause !== null ? `: ${verdict.cause}` : "";
  const how = exitCode === null ? "without telling how" : `with code ${exitCode}`;
  return fail(`The probe ended ${how}${cause}`, "Run the Python of the settings on a node by hand");
}
