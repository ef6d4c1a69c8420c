import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

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
  /** Folders, by real path, in which models and data may lie. */
  roots: string[];
};

function findProject(from: string): string {
  let folder = from;
  while (!isStillroom(folder)) {
    const parent = dirname(folder);
    if (parent === folder) return process.cwd();
    folder = parent;
  }
  return folder;
}

function isStillroom(folder: string): boolean {
  const file = join(folder, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === "stillroom";
}

/** The folders of this installation; `STILLROOM_HOME`, `STILLROOM_ENGINE` (an engine made elsewhere) and `STILLROOM_ROOTS` (separated by `:`) come from `env`. Creates the home folder. */
export function resolvePaths(env: NodeJS.ProcessEnv = process.env): Paths {
  const project = env.STILLROOM_PROJECT ?? findProject(dirname(fileURLToPath(import.meta.url)));
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
    roots: [project, home, ...extraRoots.map((root) => resolve(root))].map(realPathOf),
  };
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
