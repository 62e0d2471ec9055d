import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { fromTable, type PlainRow, type Source, tableFromRows } from "millwright";

/** Sites of Stack Exchange whose posts are in the folder. */
export const sites = ["beer", "matheducators", "quantumcomputing", "ai"] as const;

/** One of them. */
export type Site = (typeof sites)[number];

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Text with its character entities read. */
function withoutEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** The text of a piece of HTML. */
export function plainText(html: string): string {
  return withoutEntities(html.replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

type Post = Readonly<Record<string, string>>;

function postsOf(xml: string): Post[] {
  return [...xml.matchAll(/<row\s([^>]*?)\/>/gs)].map(([, attributes = ""]) =>
    Object.fromEntries(
      [...attributes.matchAll(/([A-Za-z]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, withoutEntities(value)]),
    ),
  );
}

/** Questions of a site with two answers or more whose votes differ: nothing else can be judged. */
async function rowsOfSite(folder: string, site: Site, heldOut: Site): Promise<PlainRow[]> {
  const xml = gunzipSync(await readFile(join(folder, "stackexchange", `${site}.Posts.xml.gz`))).toString("utf8");
  const posts = postsOf(xml);
  const answersOf = Map.groupBy(
    posts.filter((post) => post["PostTypeId"] === "2"),
    (post) => post["ParentId"] ?? "",
  );
  return posts
    .filter((post) => post["PostTypeId"] === "1")
    .flatMap((question) => {
      const answers = (answersOf.get(question["Id"] ?? "") ?? []).toSorted((a, b) => Number(a["Id"]) - Number(b["Id"]));
      const votes = answers.map((answer) => Number(answer["Score"]));
      const [least, most] = [Math.min(...votes), Math.max(...votes)];
      if (answers.length < 2 || least === most) return [];
      const part = site === heldOut ? "test" : Number(question["Id"]) % 5 === 0 ? "validation" : "train";
      return answers.map((answer, position) => ({
        question_id: `${site} ${question["Id"] ?? ""}`,
        question: `${question["Title"] ?? ""} ${plainText(question["Body"] ?? "")}`,
        answer: plainText(answer["Body"] ?? ""),
        markup: answer["Body"] ?? "",
        position,
        part,
        grade: ((votes[position] ?? 0) - least) / (most - least),
      }));
    });
}

/** Answers of four sites; the questions of one are only judged on. A grade is the share of the way from the fewest to the most votes. */
export function stackExchange(folder: string, heldOut: Site): Source {
  return {
    kind: "table",
    description: `Stack Exchange, ${heldOut} held out`,
    simulated: false,
    read: async (schema, context) => {
      const rows = (await Promise.all(sites.map((site) => rowsOfSite(folder, site, heldOut)))).flat();
      return fromTable(tableFromRows("stack exchange", schema, rows)).read(schema, context);
    },
  };
}
