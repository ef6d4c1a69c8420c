import { customAlphabet } from "nanoid";

const alphabet = "0123456789abcdefghijkmnpqrstuvwxyz";
const shortId = customAlphabet(alphabet, 8);
const secretToken = customAlphabet(alphabet, 32);

/** A short id for rows that people see, such as `r4k7w2m9`. */
export function createId(prefix: string): string {
  return `${prefix}${shortId()}`;
}

/** An unguessable token (about 160 bits) for share links. */
export function createToken(): string {
  return secretToken();
}
