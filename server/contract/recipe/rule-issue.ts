import type { Message } from "../message";

/** The rules by name, for texts in other languages than the message's. */
export const ruleNames = [
  "twice",
  "alone",
  "localTeacher",
  "ligerLayers",
  "wholeLayers",
  "eagerAttention",
  "ligerLogits",
  "softLabelsOnPolicy",
  "serverTopK",
  "lastTurn",
  "galoreFull",
  "teacherUrl",
  "softLabelsLogits",
  "selfModel",
  "selfKind",
  "oneBesideStudent",
  "teacherTag",
  "teacherData",
  "noSequenceParallel",
  "sequenceDivides",
  "sequenceGpus",
  "shareOfOne",
  "nodesNeedCluster",
  "ligerPolicy",
  "qloraZero3",
  "galoreDeepspeed",
  "quantizeBits",
  "replicas",
  "generationsDivide",
  "localAnswers",
  "nothingToOffload",
  "sweepKey",
  "sweepValue",
  "sweepTrial",
  "sweepRange",
  "sweepLog",
  "sweepPoints",
  "sweepSeed",
  "sweepSize",
  "sweepJudge",
  "sweepJudgeMissing",
] as const;
export type RuleName = (typeof ruleNames)[number];

/** `values` fill the places of the rule's text. */
export type RuleIssue = {
  path: (string | number)[];
  rule: RuleName;
  values?: Record<string, string | number | Message>;
  message: string;
};
