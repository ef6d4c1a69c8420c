"use client";

import { layoutEdges, layoutLevels } from "./layout";
import { StageNode } from "./stage-node";
import type { PipelineStage } from "./stage-state";

const nodeWidth = 244;
const nodeHeight = 64;
const gapX = 44;
const gapY = 12;

type PipelineGraphProps = {
  stages: readonly PipelineStage[];
  selectedKey: string | null;
  onSelect: (key: string) => void;
};

/** The stages of a run from left to right by what they need; a list from top to bottom on narrow screens. */
export function PipelineGraph({ stages, selectedKey, onSelect }: PipelineGraphProps) {
  const columns = layoutLevels(stages);
  const rowCount = Math.max(1, ...columns.map((column) => column.length));
  const width = columns.length * (nodeWidth + gapX) - gapX;
  const height = rowCount * (nodeHeight + gapY) - gapY;
  const places = new Map(
    columns.flatMap((column, x) =>
      column.map((stage, y) => [stage.key, { x: x * (nodeWidth + gapX), y: y * (nodeHeight + gapY) }] as const),
    ),
  );
  const node = (stage: PipelineStage) => (
    <StageNode stage={stage} isSelected={stage.key === selectedKey} onSelect={onSelect} />
  );
  return (
    <>
      <ol className="flex flex-col gap-2 md:hidden">
        {stages.map((stage) => (
          <li key={stage.key}>{node(stage)}</li>
        ))}
      </ol>
      <div className="hidden overflow-x-auto p-0.5 md:block">
        <div className="relative" style={{ width, height }}>
          <svg className="absolute inset-0" width={width} height={height} aria-hidden>
            {layoutEdges(stages).map(({ from, to }) => {
              const start = places.get(from);
              const end = places.get(to);
              if (start === undefined || end === undefined) return null;
              const x1 = start.x + nodeWidth;
              const y1 = start.y + nodeHeight / 2;
              const y2 = end.y + nodeHeight / 2;
              const bend = Math.min(gapX, end.x - x1) / 2;
              return (
                <path
                  key={`${from}>${to}`}
                  d={`M${x1},${y1} C${x1 + bend},${y1} ${end.x - bend},${y2} ${end.x},${y2}`}
                  fill="none"
                  stroke="var(--muted-foreground)"
                  strokeOpacity={0.5}
                  strokeWidth={1.5}
                />
              );
            })}
          </svg>
          <ol>
            {stages.map((stage) => {
              const place = places.get(stage.key);
              return (
                <li
                  key={stage.key}
                  className="absolute"
                  style={{ left: place?.x, top: place?.y, width: nodeWidth, height: nodeHeight }}
                >
                  {node(stage)}
                </li>
              );
            })}
          </ol>
        </div>
      </div>
    </>
  );
}
