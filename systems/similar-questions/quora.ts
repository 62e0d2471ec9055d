import { type Source, sql, withBeside } from "millwright";

/** One file of the split, a line a pair: label, first question, second question, number. */
function pairs(part: "dev" | "test"): string {
  return `SELECT * FROM read_csv('{folder}/quora_bimpm_split/${part}.tsv.gz', header = false, delim = '\t', quote = '', escape = '',
    names = ['label', 'first', 'second', 'number'], types = ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], parallel = false)`;
}

/** Duplicates among the questions of Quora: learned from the development pairs, judged on the test pairs, each over all questions. */
export function quoraDuplicates(folder: string): Source {
  const events = sql({
    folder,
    description: "pairs of Quora questions that people marked as duplicates (development part to learn from, test part to judge)",
    query: `
      SELECT md5(first) AS query, md5(second) AS question, first AS title, part FROM (
        SELECT *, 'train' AS part FROM (${pairs("dev")}) UNION ALL SELECT *, 'test' AS part FROM (${pairs("test")})
      ) WHERE label = '1' AND first <> second ORDER BY part, number`,
  });
  const catalogue = sql({
    folder,
    description: "all questions of the pairs, duplicates or not, and 20,000 titles of Stack Overflow",
    query: `
      SELECT DISTINCT md5(title) AS id, title FROM (
        SELECT first AS title FROM (${pairs("dev")}) UNION ALL SELECT second FROM (${pairs("dev")})
        UNION ALL SELECT first FROM (${pairs("test")}) UNION ALL SELECT second FROM (${pairs("test")})
        UNION ALL SELECT title FROM read_csv('{folder}/stackoverflow20k/title_StackOverflow.txt.gz', header = false, delim = '\x01',
          quote = '', escape = '', names = ['title'], types = ['VARCHAR'])
      ) WHERE title <> '' ORDER BY id`,
  });
  return withBeside(events, { catalogue });
}
