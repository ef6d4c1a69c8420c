/** The direction rules of the zones; see the README of each zone. */
const zone = (name, from, allowed, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from },
  to: { path: "^(app|components|server|db|test)/", pathNot: [from, ...allowed] },
});

/** The areas of the domain from the top, each with those that it may use. */
const areas = {
  publish: ["runs", "launch", "placement", "results", "pipeline", "recipes"],
  runs: ["launch", "placement", "results", "pipeline", "recipes"],
  launch: ["placement", "results", "pipeline", "recipes"],
  placement: ["pipeline", "recipes"],
  results: ["pipeline", "recipes"],
  pipeline: ["recipes"],
  recipes: [],
};

const area = ([name, allowed]) => ({
  name: `domain-${name}`,
  severity: "error",
  comment: "areas of the domain read from top to bottom; see server/domain/README.md",
  from: { path: `^server/domain/${name}/` },
  to: {
    path: "^server/domain/",
    pathNot: ["^server/domain/services\\.ts$", ...[name, ...allowed].map((used) => `^server/domain/${used}/`)],
  },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-folder-cycles",
      severity: "error",
      comment: "folders of the domain may not use each other in a circle, even where no file does",
      scope: "folder",
      from: { path: "^server/domain" },
      to: { circular: true },
    },
    ...Object.entries(areas).map(area),
    { name: "no-unresolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    zone("contract", "^server/contract/", [], "contract imports nothing internal"),
    {
      name: "contract-packages",
      severity: "error",
      from: { path: "^server/contract/" },
      to: { dependencyTypes: ["npm", "core"], pathNot: "node_modules/(zod|use-intl)/" },
    },
    zone("platform", "^server/platform/", [], "platform imports nothing internal"),
    zone("db", "^db/", ["^server/contract/", "^server/platform/"]),
    zone("engines", "^server/engines/", ["^server/contract/", "^server/platform/"]),
    zone("executors", "^server/executors/", ["^server/contract/", "^server/platform/"]),
    zone("domain", "^server/domain/", ["^db/", "^server/engines/", "^server/contract/", "^server/platform/"]),
    zone("api", "^server/api/", ["^server/domain/", "^server/contract/", "^server/platform/"]),
    zone("runner", "^server/runner/", [
      "^db/",
      "^server/domain/",
      "^server/engines/",
      "^server/executors/",
      "^server/contract/",
      "^server/platform/",
    ]),
    {
      name: "only-executors-and-cli-spawn",
      severity: "error",
      comment: "platform/child runs short programs that answer a question and leave nothing behind",
      from: { path: "^(app|components|server|db)/", pathNot: "^server/(executors|cli|platform/child)/" },
      to: { path: "^(node:)?child_process$" },
    },
    {
      name: "components",
      severity: "error",
      comment: "components import contract, and types from server/api/root",
      from: { path: "^components/" },
      to: { path: "^(app|server|db|test)/", pathNot: ["^server/contract/", "^server/api/root\\.ts$"] },
    },
    {
      name: "features-apart",
      severity: "error",
      comment: "a feature never imports another feature; compose them in app/",
      from: { path: "^components/([^/]+)/", pathNot: "^components/(ui|charts|shell|trpc|lib|messages)/" },
      to: {
        path: "^components/([^/]+)/",
        pathNot: ["^components/$1/", "^components/(ui|charts|shell|trpc|lib|messages)/"],
      },
    },
    zone("app", "^app/", ["^components/", "^server/api/", "^server/contract/", "^server/domain/"]),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next/|\\.stillroom/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    parser: "tsc",
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
    },
  },
};
