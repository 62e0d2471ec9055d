import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromTable, type PlainRow, random, type Source, tableFromRows } from "millwright";

const parts = { train: "TRAIN", validation: "VAL", test: "TEST" } as const;

/** Cells of a text of comma-separated values, whose quoted cells may hold line breaks and doubled quotes. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}

/** Words that all texts begin with. */
function sharedBeginning(texts: readonly (readonly string[])[]): number {
  const [first = []] = texts;
  const differs = first.findIndex((word, at) => texts.some((text) => text[at] !== word));
  return texts.length < 2 ? 0 : differs < 0 ? first.length : differs;
}

/**
 * Threads of one part. Both subjects stand in one cell; what all cells of a question begin with is its own subject. The order of the files is
 * that of a search engine and tells who is right, so rows are dealt by lot.
 */
async function rowsOf(folder: string, part: keyof typeof parts): Promise<PlainRow[]> {
  const file = await readFile(join(folder, "semeval2016B", `${parts[part]}-BASE.csv.gz`));
  const lists = new Map<string, string[][]>();
  for (const row of cellsOf(gunzipSync(file).toString("utf8")).slice(1)) {
    if (row.length === 4) lists.set(row[1] ?? "", [...(lists.get(row[1] ?? "") ?? []), row]);
  }
  const rows = [...lists.values()].flatMap((list, number) => {
    const subjects = list.map(([cell = ""]) => cell.split(/\s+/).filter(Boolean));
    const own = sharedBeginning(subjects);
    return list.map(([, body = "", related = "", label], at): PlainRow => {
      const [subject, other] = [subjects[at]?.slice(0, own).join(" ") ?? "", subjects[at]?.slice(own).join(" ") ?? ""];
      const grade = label === "Irrelevant" ? 0 : 1;
      return {
        asked: `${part} ${number}`,
        question: `${subject} ${body}`,
        thread: `${other} ${related}`,
        subject: subject || null,
        title: other,
        part,
        grade,
      };
    });
  });
  const lot = random(1).fork(part).shuffle(Int32Array.from(rows.keys()));
  return Array.from(lot, (at) => rows[at] ?? {});
}

/** Threads of the Qatar Living forum for questions asked later (SemEval-2016 task 3, subtask B), by people's judgement. */
export function communityQuestions(folder: string): Source {
  return {
    kind: "table",
    description: "SemEval-2016 task 3 B: ten threads of a forum for each question, relevant or not",
    simulated: false,
    read: async (schema, context) => {
      const rows = (await Promise.all((["train", "validation", "test"] as const).map((part) => rowsOf(folder, part)))).flat();
      return fromTable(tableFromRows("threads", schema, rows)).read(schema, context);
    },
  };
}
