/** One text in both languages, in ICU message syntax: `{name}`, `{count, plural, one {# row} other {# rows}}`. */
export type Text = { en: string; zh: string };
export type Texts = Record<string, Text>;

// Branches of plural and select hold `#` or a space; names of values do not.
type Name<Head extends string> = Head extends `${infer Before},${string}`
  ? Name<Before>
  : Head extends `${string} ${string}` | `${string}#${string}`
    ? never
    : Head;

/** The names of the values that an ICU message has places for. */
export type NamesIn<Text extends string> = Text extends `${string}{${infer Rest}`
  ? (Rest extends `${infer Head}}${string}` ? Name<Head> : never) | NamesIn<Rest>
  : never;
