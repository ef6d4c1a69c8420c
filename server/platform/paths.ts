import { accessSync, constants, existsSync, mkdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { listAllowedFolders } from "./allowed-folders";

export type Paths = {
  /** The project folder. */
  project: string;
  /** STILLROOM_HOME. */
  home: string;
  database: string;
  migrations: string;
  runs: string;
  models: string;
  engine: string;
  logs: string;
  /** What a runner that has to wait says of it. */
  pauseNote: string;
  /** The processes that stay, while they run. */
  upNote: string;
  webNote: string;
  runnerNote: string;
  /** Folders, by real path, in which models and data may lie; those that a person allows meanwhile are among them at once. */
  readonly roots: string[];
  /** What is never read as model or data although it lies in one of `roots`, by real path: keys and tokens, and the database with the links that were shared. */
  closed: string[];
  /** Folders named by STILLROOM_ROOTS, by real path. */
  namedRoots: string[];
};

/** Where programs keep keys and tokens in a person's home folder. */
const keyFolders = [".ssh", ".gnupg", ".aws", ".kube", ".netrc", ".cache/huggingface/token", ".config/gcloud"];

/** The project folder: named by the command line tool, else the folder that the process was started in. */
export function projectFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.STILLROOM_PROJECT ?? process.cwd();
}

/** The folders of this installation; `STILLROOM_HOME`, `STILLROOM_ENGINE` (an engine made elsewhere) and `STILLROOM_ROOTS` (separated by `:`) come from `env`. Creates the home folder. */
export function resolvePaths(env: NodeJS.ProcessEnv = process.env): Paths {
  const project = projectFolder(env);
  const home = resolve(project, env.STILLROOM_HOME ?? ".stillroom");
  for (const name of ["runs", "models", "logs"]) mkdirSync(join(home, name), { recursive: true });
  const database = join(home, "stillroom.db");
  const namedRoots = (env.STILLROOM_ROOTS ?? "")
    .split(":")
    .filter(Boolean)
    .map((root) => realPathOf(resolve(root)));
  const ownRoots = [project, home].map(realPathOf);
  return {
    project,
    home,
    database,
    migrations: join(project, "db", "migrations"),
    runs: join(home, "runs"),
    models: join(home, "models"),
    engine: resolve(project, env.STILLROOM_ENGINE ?? join(home, "engine")),
    logs: join(home, "logs"),
    pauseNote: join(home, "runner.pause"),
    upNote: join(home, "processes", "up.json"),
    webNote: join(home, "processes", "web.json"),
    runnerNote: join(home, "processes", "runner.json"),
    namedRoots,
    closed: [
      join(home, "secrets"),
      ...["", "-wal", "-shm"].map((suffix) => `${database}${suffix}`),
      ...keyFolders.map((name) => join(homedir(), name)),
    ].map(realPathOf),
    get roots() {
      return [...ownRoots, ...namedRoots, ...listAllowedFolders(home).map(({ path }) => path)];
    },
  };
}

/** Why this process may make no files in `folder`; null when it may. */
export function writeProblemOf(folder: string): string | null {
  try {
    accessSync(folder, constants.W_OK);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The real path of `path`, following links in the part that exists. */
export function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPathOf(parent), basename(path));
}

/** True when `path`, links followed, lies in one of `roots` (real paths). */
export function isInside(path: string, roots: string[]): boolean {
  const real = realPathOf(path);
  return roots.some((root) => {
    const way = relative(root, real);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  });
}

/** True when `path`, links followed, lies in an allowed folder and is none of the things that are never read. */
export function mayRead({ roots, closed }: Pick<Paths, "roots" | "closed">, path: string): boolean {
  return isInside(path, roots) && !isInside(path, closed);
}
