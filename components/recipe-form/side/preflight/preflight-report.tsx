"use client";

import type { Preflight } from "../../../../server/contract/preflight";
import { AdviceList } from "./advice-list";
import type { ApplyChanges } from "./apply";
import { DataFacts } from "./data-facts";
import { MemoryVerdict } from "./memory-verdict";
import { PairVerdict } from "./pair-verdict";
import { SweepCost } from "./sweep-cost";
import type { LeaveOut } from "./teacher-ceiling";
import { TimeCost } from "./time-cost";

type PreflightReportProps = {
  preflight: Preflight;
  maxLength: number;
  onApply: ApplyChanges;
  onLeaveOut: LeaveOut;
};

/** Everything that is known before the start, what decides first. */
export function PreflightReport({ preflight, maxLength, onApply, onLeaveOut }: PreflightReportProps) {
  return (
    <div className="divide-y">
      <PairVerdict pair={preflight.pair} />
      <MemoryVerdict memory={preflight.memory} onApply={onApply} />
      <AdviceList advice={preflight.advice} onApply={onApply} />
      <DataFacts data={preflight.data} maxLength={maxLength} onLeaveOut={onLeaveOut} />
      <TimeCost time={preflight.time} />
      {preflight.sweep !== null && <SweepCost sweep={preflight.sweep} />}
    </div>
  );
}
