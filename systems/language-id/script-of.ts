const scripts = [
  "Latin",
  "Cyrillic",
  "Arabic",
  "Devanagari",
  "Han",
  "Hiragana",
  "Katakana",
  "Hangul",
  "Greek",
  "Hebrew",
  "Thai",
  "Armenian",
  "Georgian",
  "Bengali",
  "Gujarati",
  "Gurmukhi",
  "Tamil",
  "Telugu",
];
const patterns = scripts.map((script) => ({ script, pattern: new RegExp(`\\p{Script=${script}}`, "gu") }));

/** The script that most letters of a text are written in; "none" without letters, "other" outside of those that are known here. */
export function scriptOf(text: string): string {
  const part = text.slice(0, 400);
  let best = { script: /\p{L}/u.test(part) ? "other" : "none", letters: 0 };
  for (const { script, pattern } of patterns) {
    const letters = part.match(pattern)?.length ?? 0;
    if (letters > best.letters) best = { script, letters };
  }
  return best.script;
}
