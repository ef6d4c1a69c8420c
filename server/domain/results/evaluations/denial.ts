import type { AnswerWord } from "./answer-words";

const negators =
  /^(?:not|never|cannot|neither|nor|without|(?:is|are|was|were|do|does|did|ca|wo|would|could|should|has|have|had)nt)$/;
// "not only", "no doubt" and the like affirm; a limit ("not until 1990") says what holds.
const affirming = /^(?:only|just|merely|simply|doubt|until|till|before|than)$/;
const instead = /\b(?:rather than|instead of|other than|opposed to|no)$/;
const believing = /^(?:think|believe|suppose|guess|know|say|mean)$/;
// How many words may stand between a negator and what it denies: "not the city of Paris", "isn't really called Paris".
const reach = 3;

const hanDenialBefore =
  /(?:不(?:是|在|叫|为|属于|位于|算|等于|(?:会|可能|应该?|能|该)(?:是|为|在|叫)?)|(?<!莫)非|没有?(?!错))(?:在|于|叫|说|指|是|位于|什么|那个|这个|一个)?$/u;
const hanDenialAfter = /^(?:[并也都绝可]|当然)?(?:不是|非|不对|不正确|是错)/u;

/** True where the words from `start` to before `end` are denied in their clause: "certainly not Paris", "Paris is not", "不是北京". */
export function isDenied(words: readonly AnswerWord[], start: number, end: number): boolean {
  const before = textsOf(words.slice(0, start), words[start]?.clause);
  const after = textsOf(words.slice(end), words[end - 1]?.clause);
  return isDeniedBefore(before) || isDeniedAfter(after);
}

function textsOf(words: readonly AnswerWord[], clause: number | undefined): string[] {
  return words.filter((word) => word.clause === clause).map(({ text }) => text);
}

function isDeniedBefore(before: string[]): boolean {
  if (instead.test(before.join(" ")) || hanDenialBefore.test(before.join(""))) return true;
  const at = before.findLastIndex((word) => negators.test(word));
  if (at < 0) return false;
  const between = before.slice(at + 1);
  if (between.some((word) => affirming.test(word))) return false;
  return between.length <= reach || between.some((word) => believing.test(word));
}

function isDeniedAfter(after: string[]): boolean {
  const [verb = "", second = "", third = ""] = after;
  if (/^(?:isnt|wasnt|arent|werent)$/.test(verb)) return !affirming.test(second);
  if (/^(?:is|was|are|were)$/.test(verb) && second === "not") return !affirming.test(third);
  return hanDenialAfter.test(after.join(""));
}
