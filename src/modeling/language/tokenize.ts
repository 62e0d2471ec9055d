/** Letters of a word that is read; what goes on is cut, since no keyboard types such a word. */
const LONGEST_WORD = 100;

const ADDRESS = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64}){1,8}/gu;
const LINK = /(?:https?:\/\/|www\.)[^\s<>]{1,2000}/giu;
const LONG_NUMBER = /\+?\d(?:[\d\s().-]{0,3}\d){3,20}/gu;
const WORD = /<number>|<email>|<link>|[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’]*[\p{L}\p{M}\p{N}])?/gu;

/**
 * Words of a message in any script, in lower case, without marks and emoji. Addresses, links and numbers of four digits and more become
 * `<email>`, `<link>` and `<number>`.
 * @example messageWords("Call me at 555-0199, ok?"); // ["call", "me", "at", "<number>", "ok"]
 */
export function messageWords(text: string): string[] {
  const masked = text
    .normalize("NFC")
    .toLowerCase()
    .replace(ADDRESS, " <email> ")
    .replace(LINK, " <link> ")
    .replace(LONG_NUMBER, " <number> ");
  return (masked.match(WORD) ?? []).map((word) => word.replaceAll("’", "'").slice(0, LONGEST_WORD));
}

/**
 * A text field's content as whole words and the letters of the one that is being typed.
 * @example splitTyped("see you tom"); // { words: ["see", "you"], prefix: "tom" }
 */
export function splitTyped(text: string): { readonly words: string[]; readonly prefix: string } {
  const open = /[\p{L}\p{M}\p{N}'’]+$/u.exec(text.slice(-LONGEST_WORD))?.[0] ?? "";
  const words = messageWords(lastSentence(text.slice(0, text.length - open.length)));
  return { words, prefix: open.normalize("NFC").toLowerCase().replaceAll("’", "'") };
}

/** Only the end of a long text can matter. */
function lastSentence(text: string): string {
  return text.slice(-400);
}
