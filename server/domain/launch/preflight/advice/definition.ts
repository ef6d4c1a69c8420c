import type { Advice } from "../../../../contract/preflight";
import type { AdviceInput } from "./input";

/** What is looked at before a launch, and what follows. */
export type AdviceDefinition<Code extends string = string> = {
  /** Every code under which it gives advice. */
  codes: readonly Code[];
  /** What is worth knowing of a recipe; nothing where nothing is. Pure. */
  advise: (input: AdviceInput) => (Advice & { code: NoInfer<Code> })[];
};

/** A definition whose advice has no other code than those that it names. */
export function defineAdvice<const Code extends string>(definition: AdviceDefinition<Code>): AdviceDefinition<Code> {
  return definition;
}
