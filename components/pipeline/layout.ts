export type GraphStage = { key: string; dependsOn: readonly string[] };
export type Edge = { from: string; to: string };

/** Columns of stages by dependency: a stage stands one column right of the last stage that it needs. Unknown dependencies count as met. */
export function layoutLevels<Stage extends GraphStage>(stages: readonly Stage[]): Stage[][] {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const levels = new Map<string, number>();
  const levelOf = (stage: Stage, path: ReadonlySet<string>): number => {
    const known = levels.get(stage.key);
    if (known !== undefined) return known;
    const before = stage.dependsOn.flatMap((key) => {
      const needed = byKey.get(key);
      return needed === undefined || path.has(key) ? [] : [levelOf(needed, new Set([...path, stage.key]))];
    });
    const level = before.length === 0 ? 0 : Math.max(...before) + 1;
    levels.set(stage.key, level);
    return level;
  };
  const columns: Stage[][] = [];
  for (const stage of stages) {
    const level = levelOf(stage, new Set());
    columns[level] = [...(columns[level] ?? []), stage];
  }
  return columns.map((column) => column ?? []);
}

/** Edges without those that a longer way already tells. */
export function layoutEdges(stages: readonly GraphStage[]): Edge[] {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const reaches = (from: string, to: string, seen: Set<string>): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    return (byKey.get(from)?.dependsOn ?? []).some((key) => key === to || reaches(key, to, seen));
  };
  return stages.flatMap((stage) =>
    stage.dependsOn
      .filter((key) => byKey.has(key))
      .filter((key) => !stage.dependsOn.some((other) => other !== key && reaches(other, key, new Set())))
      .map((from) => ({ from, to: stage.key })),
  );
}
