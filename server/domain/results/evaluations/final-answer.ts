const openTag = /<think(?:ing)?>/i;
const closeTag = /<\/think(?:ing)?>/gi;

/**
 * What a model answered, without what it thought aloud: all up to the last `</think>` is left out, also where the template
 * opened the thought, and a thought that never ended leaves nothing.
 */
export function finalAnswer(text: string): string {
  const lastClose = [...text.matchAll(closeTag)].at(-1);
  const spoken = lastClose === undefined ? text : text.slice(lastClose.index + lastClose[0].length);
  const opened = openTag.exec(spoken);
  return opened === null ? spoken : spoken.slice(0, opened.index);
}
