import { accessSync, constants, existsSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

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
  /** Folders, by real path, in which models and data may lie. */
  roots: string[];
};

/** The project folder: named by the command line tool, else the folder that the process was started in. */
export function projectFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env.STILLROOM_PROJECT ?? process.cwd();
}

/** The folders of this installation; `STILLROOM_HOME`, `STILLROOM_ENGINE` (an engine made elsewhere) and `STILLROOM_ROOTS` (separated by `:`) come from `env`. Creates the home folder. */
export function resolvePaths(env: NodeJS.ProcessEnv = process.env): Paths {
  const project = projectFolder(env);
  const home = resolve(project, env.STILLROOM_HOME ?? ".stillroom");
  for (const name of ["runs", "models", "logs"]) mkdirSync(join(home, name), { recursive: true });
  const extraRoots = (env.STILLROOM_ROOTS ?? "").split(":").filter(Boolean);
  return {
    project,
    home,
    database: join(home, "stillroom.db"),
    migrations: join(project, "db", "migrations"),
    runs: join(home, "runs"),
    models: join(home, "models"),
    engine: resolve(project, env.STILLROOM_ENGINE ?? join(home, "engine")),
    logs: join(home, "logs"),
    pauseNote: join(home, "runner.pause"),
    upNote: join(home, "processes", "up.json"),
    webNote: join(home, "processes", "web.json"),
    runnerNote: join(home, "processes", "runner.json"),
    roots: [project, home, ...extraRoots.map((root) => resolve(root))].map(realPathOf),
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
