/** What must never be suggested, to whom. */
export interface Guard {
  /** Whether a word may be learned at all, even by its writer's own device. */
  readonly mayLearn: (word: string) => boolean;
  /** Whether a word may be suggested to somebody who did not write it himself. */
  readonly maySuggest: (word: string) => boolean;
}

/** Digits that could be a telephone number, a code, a house or an account. */
const LONGEST_NUMBER = 2;
/** Longer "words" are keys, links or noise. */
const LONGEST_WORD = 30;

/** Words that many people do not want to read on their own keyboard; stems stand for their endings. */
const PROFANE =
  /^(?:f+u+c*k\w*|\w*fuck\w*|fck\w*|fuk\w*|sh[i1]t\w*|bullsh[i1]t\w*|b[i1]tch\w*|cunt\w*|d[i1]ck(?:s|head\w*)?|cocks?(?:ucker\w*)?|puss(?:y|ies)|ass(?:es|hole\w*)?|arse(?:hole\w*)?|bastard\w*|whore\w*|slut\w*|n[i1]gg\w*|fag(?:s|got\w*)?|retard(?:s|ed)?|wank\w*|motherf\w*|piss\w*|porn\w*|horny|boobs?|tits?|titties|dildo\w*|penis\w*|vagina\w*|rap(?:e|ed|ist|ists)|chink|paki|kike|spic|coon)$/u;

/** A word with more digits than slang has ("2day", "gr8"), an address, a link, or a mask that stands for one. */
function isPersonal(word: string): boolean {
  const digits = word.replace(/\D/gu, "").length;
  return digits > LONGEST_NUMBER || /[@<>/\\]|^www\.|^https?:/u.test(word) || word.length > LONGEST_WORD;
}

/**
 * The guard of a keyboard: numbers, addresses and links are neither learned nor suggested; profane words are suggested to nobody.
 * Names need no list: what fewer people wrote than `minimumWriters` says is not in the shared model at all.
 */
export const keyboardGuard: Guard = {
  mayLearn: (word) => !isPersonal(word),
  maySuggest: (word) => !isPersonal(word) && !PROFANE.test(word),
};
