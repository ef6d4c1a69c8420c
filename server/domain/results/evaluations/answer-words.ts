/** One word, number or character as scores compare it, and in which clause of the text it stands. */
export type AnswerWord = { text: string; clause: number; isArticle: boolean };

// Scripts that put no space between words, where each character is a word of its own.
const unspaced =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30fc]";
const letters = `(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}])`;

const negative =
  "(?<![\\p{L}\\p{N})\\]])[-−–](?=[$€£¥]?\\.?\\d)|(?<!\\d\\s?)(?:\\b(?:minus|negative)\\s+|负|零下)(?=[$€£¥]?\\d)";
const grouped = "\\d{1,3}(?:[,']\\d{3})+(?!\\d)(?:\\.\\d+)?";
const joined = "\\d+(?::\\d+)+|(?<!/)\\d+/\\d+(?![/\\d])|\\d+(?:\\.\\d+){2,}";
const plain = "\\d+(?:\\.\\d+)?|\\.\\d+";

const pieces = new RegExp(
  [
    `(?<sign>${negative})`,
    `(?<number>(?:${joined}|${grouped}|${plain})${letters}*)`,
    "(?<short>\\b\\p{L}(?:\\.\\p{L})+\\b\\.?)",
    // "n't" keeps its word whole, so that a denial stays one; plus and sharp belong to names such as C++ and C#.
    `(?<word>(?!${unspaced})\\p{L}+n't\\b|(?!${unspaced})\\p{L}${letters}*(?:\\+\\+|[#♯♭]|\\+(?![\\p{L}\\p{N}]))?)`,
    `(?<single>${unspaced}\\p{M}*)`,
    "(?<end>[.,;:!?。\\n]|—)",
  ].join("|"),
  "giu",
);

const links = new Set(["is", "was", "are", "were", "and", "or", "because", "since"]);
const adversatives = new Set(["but", "instead"]);

/**
 * Words of a text for scoring: NFKC, lower case, no punctuation. Numbers are numbers ("1,000", "1000" and "1000.0" are one,
 * "-5" keeps its sign), names keep their sign (C++, C#), scripts without spaces give one word a character. A letter that
 * names something ("A." or "answer A") is told from the article and from the pronoun "I".
 */
export function answerWords(raw: string): AnswerWord[] {
  const text = plainText(raw);
  const words: AnswerWord[] = [];
  let clause = 0;
  let sign = "";
  for (const { 0: piece, index, groups = {} } of text.matchAll(pieces)) {
    if (groups.end !== undefined) {
      clause += 1;
    } else if (groups.sign !== undefined) {
      sign = "-";
    } else {
      const isNumber = groups.number !== undefined;
      const { word, isArticle } = isNumber
        ? { word: numberOf(sign, piece), isArticle: false }
        : wordOf(text, index, piece);
      if (adversatives.has(word)) clause += 1;
      words.push({ text: word, clause, isArticle });
      sign = "";
    }
  }
  return words;
}

/** One form for what is written in several: wide and joined characters, apostrophes, thin spaces in numbers. */
function plainText(raw: string): string {
  return raw
    .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))/g, ",")
    .replace(/(?<=\p{N})(?=\p{No})/gu, " ")
    .normalize("NFKC")
    .replace(/[’ʼ]/g, "'")
    .replace(/⁄/g, "/");
}

/** The same text for numbers of the same value; what is no plain number (a time, a version) stays as it is. */
function numberOf(sign: string, piece: string): string {
  const [, whole = "", fraction = "", unit = ""] =
    /^([\d,']*)(?:\.(\d+))?(?![.:/\d])(.*)$/u.exec(piece.toLowerCase()) ?? [];
  if (whole === "" && fraction === "") return sign + piece.toLowerCase();
  const digits = whole.replace(/[,']/g, "").replace(/^0+(?=\d)/, "") || "0";
  const decimals = fraction.replace(/0+$/, "");
  const value = decimals === "" ? digits : `${digits}.${decimals}`;
  return `${value === "0" ? "" : sign}${value}${unit}`;
}

function wordOf(text: string, index: number, piece: string): { word: string; isArticle: boolean } {
  const word = piece.toLowerCase().replace(/[.']/g, "");
  if (word === "an" || word === "the") return { word, isArticle: true };
  if (word !== "a" && piece !== "I") return { word, isArticle: false };
  const after = text.slice(index + piece.length);
  const next = /^\s+(\p{L}+)/u.exec(after)?.[1];
  const leads = next !== undefined && !links.has(next.toLowerCase());
  // A capital I alone is a name (a key, a numeral, iodine), which lower case would make one with the pronoun.
  if (piece === "I") return { word: leads || /^'(?:m|d|ll|ve)\b/i.test(after) ? "i" : "I", isArticle: false };
  const isCapitalWithin = piece === "A" && !/(?:^|[.!?\n])[\s"'“(*]*$/.test(text.slice(Math.max(0, index - 20), index));
  return { word, isArticle: leads && !isCapitalWithin };
}
