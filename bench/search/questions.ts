import { random } from "../../src/kernels/index.ts";

/** Made-up questions: words of a Zipf-like vocabulary, 5 to 14 a question. @param seed - of the stream. */
export function madeQuestions(count: number, seed: number, vocabulary = 60_000): string[] {
  const stream = random(seed);
  const syllables = ["ka", "lo", "mi", "ne", "ru", "ta", "so", "vi", "pe", "da", "zo", "hu"];
  const words = Array.from({ length: vocabulary }, (_, n) => {
    let word = "";
    for (let rest = n + 12; rest > 0; rest = Math.floor(rest / 12)) word += syllables[rest % 12];
    return word;
  });
  // Ranks by exp(uniform) fall like 1/rank.
  const draw = (): string => words[Math.min(vocabulary - 1, Math.floor(Math.exp(stream.next() * Math.log(vocabulary))) - 1)] ?? "";
  return Array.from({ length: count }, () => Array.from({ length: 5 + stream.integer(10) }, draw).join(" "));
}
