import type { KnowledgeKind } from "../../../server/contract/recipe/knowledge";
import { knowledgeKinds, knowledgeTraits } from "../../../server/contract/recipe/knowledge-kinds";
import type { Changes } from "./changes";
import { defaultKnowledge, type FormValues } from "./form-values";

export type KnowledgeInput = NonNullable<FormValues["knowledge"]>[number];

/** Entries that were switched off, to come back as they were. */
export type KeptKnowledge = Partial<Record<KnowledgeKind, KnowledgeInput>>;

/** `switchedOff`: kinds that cannot stand beside the one switched on. `becomesEager`: the attention implementation changed. */
export type KnowledgeSwitch = { changes: Changes; switchedOff: KnowledgeKind[]; becomesEager: boolean };

/** What has to change in the recipe when one kind of knowledge is switched on or off. */
export function switchKnowledge(
  values: FormValues,
  kind: KnowledgeKind,
  isOn: boolean,
  kept: KeptKnowledge,
): KnowledgeSwitch {
  const items = values.knowledge ?? [];
  const others = items.filter((item) => item.kind !== kind);
  if (!isOn) return { changes: { knowledge: others }, switchedOff: [], becomesEager: false };
  const staying = others.filter(
    (item) => !knowledgeTraits[kind].standsAlone && !knowledgeTraits[item.kind].standsAlone,
  );
  const all = [...staying, kept[kind] ?? defaultKnowledge(kind)];
  const becomesEager = knowledgeTraits[kind].needsAttentionMaps && values.memory?.attention !== "eager";
  return {
    changes: {
      knowledge: knowledgeKinds.flatMap((known) => all.filter((item) => item.kind === known)),
      ...(becomesEager ? { "memory.attention": "eager" } : {}),
    },
    switchedOff: others.filter((item) => !staying.includes(item)).map((item) => item.kind),
    becomesEager,
  };
}
