"use client";

import type { Looking } from "../../../../server/contract/preflight";
import type { PreflightParts } from "../../logic/preflight-state";
import { AdviceList } from "./advice-list";
import type { ApplyChanges } from "./apply";
import { DataFacts } from "./data-facts";
import { LookingAt } from "./looking-at";
import { MemoryVerdict } from "./memory-verdict";
import { PairVerdict } from "./pair-verdict";
import { ResolvedValues } from "./resolved-values";
import { SweepCost } from "./sweep-cost";
import type { LeaveOut } from "./teacher-ceiling";
import { TimeCost } from "./time-cost";

type PreflightReportProps = {
  preflight: PreflightParts;
  /** What is not known yet. */
  looking?: readonly Looking[];
  maxLength: number;
  onApply: ApplyChanges;
  onLeaveOut: LeaveOut;
};

/** Everything that is known before the start, what decides first, and what is still being looked at. */
export function PreflightReport({ preflight, looking = [], maxLength, onApply, onLeaveOut }: PreflightReportProps) {
  const { pair, memory, data, time, sweep, advice, resolved } = preflight;
  // Without figures of the training, null means that no file can be read.
  const isDataKnown = data !== null || !looking.some(({ part }) => part === "data" || part === "memory");
  return (
    <div className="divide-y">
      <LookingAt looking={looking} />
      {pair !== null && <PairVerdict pair={pair} />}
      {memory !== null && <MemoryVerdict memory={memory} onApply={onApply} />}
      <ResolvedValues resolved={resolved} />
      <AdviceList advice={advice} onApply={onApply} />
      {isDataKnown && <DataFacts data={data} maxLength={maxLength} onLeaveOut={onLeaveOut} />}
      {time !== null && <TimeCost time={time} />}
      {sweep !== null && <SweepCost sweep={sweep} />}
    </div>
  );
}
