import type { ConnectionCheck } from "../../contract/executor";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { type Message, message } from "../../contract/message";
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
    const why = verdict.kind === "pending" ? verdict.note : message("connections.probe-late");
    return [
      skipped("python", message("connections.not-known-yet-since", { why })),
      skipped("results", message("connections.not-known-yet")),
    ];
  }
  if (exitCode === code.noFolder)
    return [
      skipped("python", message("connections.folder-missing")),
      failed("results", message("connections.data-unseen"), sharing),
    ];
  const wrong = wrongPython(seen);
  if (wrong !== null) return [wrong, skipped("results", message("connections.probe-not-run"))];
  if (exitCode === code.noAnswer)
    return [
      ok("python", message("connections.python-there")),
      failed(
        "results",
        message("connections.node-unreachable", { url: settings.pushUrl ?? "" }),
        message("connections.node-unreachable-next"),
      ),
    ];
  if (settings.results === "push")
    return [ok("python", message("connections.python-there")), ok("results", message("connections.node-reaches"))];
  if (written === null)
    return [
      ok("python", message("connections.python-there")),
      failed("results", message("connections.other-folder"), sharing),
    ];
  const [version = "", engine = ""] = written.split(" ");
  return [
    ok("python", message("connections.python-versions", { python: version, swift: engine })),
    ok("results", message("connections.folder-shared")),
  ];
}

const sharing = message("connections.share-home-next");

function wrongPython({ exitCode, verdict, python: path }: ProbeSeen): ConnectionCheck | null {
  const fail = (said: Message, suggestion: Message) => failed("python", said, suggestion);
  if (exitCode === code.noPython)
    return fail(message("connections.node-no-python", { python: path }), message("connections.node-no-python-next"));
  if (exitCode === code.noWrapper)
    return fail(message("connections.own-files-unseen"), message("connections.own-files-unseen-next"));
  if (exitCode === code.oldPython)
    return fail(
      message("connections.python-old", { version: minPython.join(".") }),
      message("connections.python-old-next"),
    );
  if (exitCode === code.noEngine)
    return fail(message("connections.node-no-swift"), message("connections.node-no-swift-next"));
  if (exitCode === 0 || exitCode === code.noAnswer) return null;
  const how =
    exitCode === null
      ? message("connections.probe-ended-untold")
      : message("connections.probe-ended", { exitCode: String(exitCode) });
  const cause = verdict.kind === "gone" ? verdict.cause : null;
  const told = cause === null ? how : message("connections.with-cause", { message: how, cause });
  return fail(told, message("connections.probe-ended-next"));
}
