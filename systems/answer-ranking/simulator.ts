import { type PlainRow, random } from "millwright";

const topics = [
  "sourdough",
  "bicycle chains",
  "tomato plants",
  "chess openings",
  "wool sweaters",
  "pour-over coffee",
  "sprint training",
  "oil paint",
];
const problems = ["goes wrong", "takes too long", "smells odd", "breaks early", "looks dull", "never gets better"];
const causes = ["the temperature", "too little patience", "the wrong tool", "old material", "poor light", "too much force"];
const fillers = ["I had that too.", "Good question!", "Following this.", "Same here, no idea.", "Try asking elsewhere."];

/**
 * Made-up questions with answers of known quality. Votes grow with quality and with exposure: early answers are seen more often, so that
 * votes tell less than they seem to.
 */
export function simulateAnswers(questions: number, seed: number): PlainRow[] {
  const stream = random(seed).fork("answers");
  const pick = <Value>(values: readonly Value[]): Value => values[stream.integer(values.length)] as Value;
  return Array.from({ length: questions }, (_, id) => {
    const [topic, problem] = [pick(topics), pick(problems)];
    const answers = Array.from({ length: 2 + stream.integer(5) }, (_, position) => {
      const quality = stream.next();
      const onTopic = quality > 0.25 ? `With ${topic} it usually ${problem} because of ${pick(causes)}.` : pick(fillers);
      const details = Array.from(
        { length: Math.floor(4 * quality) },
        (_, step) => `Step ${step + 1}: change ${pick(causes)} and wait ${1 + stream.integer(9)} days.`,
      );
      const exposure = 1 / (1 + 0.4 * position);
      return { answer: [onTopic, ...details].join(" "), votes: stream.poisson(12 * quality * quality * exposure), position };
    });
    const votes = answers.map((one) => one.votes);
    const [least, most] = [Math.min(...votes), Math.max(...votes)];
    return answers.map(({ answer, position, votes: own }) => ({
      question_id: `q${id}`,
      question: `Why does my work with ${topic} end so that it ${problem}?`,
      answer,
      markup: null,
      position,
      part: id % 5 === 0 ? "test" : id % 5 === 1 ? "validation" : "train",
      grade: most > least ? (own - least) / (most - least) : 0,
    }));
  }).flat();
}
