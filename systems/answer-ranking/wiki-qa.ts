import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromTable, type PlainRow, type Source, tableFromRows } from "millwright";

const parts = { train: "train", validation: "dev", test: "test" } as const;

async function linesOf(path: string): Promise<string[]> {
  return gunzipSync(await readFile(path))
    .toString("utf8")
    .replace(/\n$/, "")
    .split("\n");
}

/** Rows of one part: line i of four files is a question, a sentence, whether it answers, and the question's number. */
async function rowsOf(folder: string, part: keyof typeof parts): Promise<PlainRow[]> {
  const read = (ending: string): Promise<string[]> => linesOf(join(folder, "wikiqa", `${parts[part]}.${ending}.gz`));
  const [questions, sentences, answers, ids] = await Promise.all([read("a.toks"), read("b.toks"), read("sim.txt"), read("id.txt")]);
  let position = 0;
  return questions.map((question, at) => {
    position = ids[at] === ids[at - 1] ? position + 1 : 0;
    return {
      question_id: `${part} ${ids[at] ?? ""}`,
      question,
      answer: sentences[at] ?? "",
      markup: null,
      position,
      // The development questions alone are too few to tell learners apart.
      part: part === "train" && Number(ids[at]) % 4 === 0 ? "validation" : part,
      grade: Number(answers[at]),
    };
  });
}

/** WikiQA without the questions that no sentence answers: sentences of an article, ranked for a question. */
export function wikiQa(folder: string): Source {
  return {
    kind: "table",
    description: "WikiQA, filtered: sentences of Wikipedia articles for questions from search logs",
    simulated: false,
    read: async (schema, context) => {
      const rows = (await Promise.all((["train", "validation", "test"] as const).map((part) => rowsOf(folder, part)))).flat();
      return fromTable(tableFromRows("wikiqa", schema, rows)).read(schema, context);
    },
  };
}
