/** What may stand in English in a Chinese sentence: commands, paths and keys, what other programs are called, and titles. */
const names = [
  // A publication is cited by its title.
  /\(?\p{Lu}[^，。]*arXiv:[\d.]+\)?/gu,
  /`[^`]*`/g,
  /(?:npx )?stillroom [a-z-]+(?: [a-z-]+)?(?: FILE| --[a-z-]+(?: [a-z]+)?)*/g,
  /swift (?:deploy|rollout|sft|export|infer)/g,
  /pip install "?[\w.[\]-]+"?/g,
  /npm run [a-z]+/g,
  /apt-get install [a-z0-9 -]+/g,
  /(?:ray start|munge -n|sbatch|sinfo -\S+ \S+)/g,
  /\S*[/\\._=[\]{}:@#]\S*/g,
  /(?:^|\s)--?[a-z][\w-]*/g,
];

const sentence = /(?:(?<![\p{L}\p{N}])[A-Z]?[a-z]+(?:['’][a-z]+)?[ ,;:]+){2,}[a-z]+(?:['’][a-z]+)?(?![\p{L}\p{N}])/u;

/** The English words in a text of the Chinese interface, three or more in a row that are neither names, flags nor code; null where there are none. */
export function englishIn(text: string, known: readonly string[] = []): string | null {
  let rest = text;
  for (const name of known) rest = rest.replaceAll(name, "·");
  for (const name of names) rest = rest.replaceAll(name, " · ");
  return sentence.exec(rest)?.[0] ?? null;
}
