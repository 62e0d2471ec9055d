import { formatCount, formatMicroseconds, formatShare } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { LadderEntry, ListCost, ListOfSize, RunReport } from "../run-report.ts";
import type { Section } from "./blocks.ts";

/** Lengths of lists that have a column of their own. */
const shown = [1, 10, 100];

const milliseconds = (size: ListOfSize | undefined): string => (size === undefined ? "–" : formatMicroseconds(1000 * size.milliseconds));

/** How time grows with the length n between two lists: ~ n^exponent. */
function growth({ sizes }: ListCost): number {
  const [shorter, longest] = sizes.slice(-2);
  if (shorter === undefined || longest === undefined) return Number.NaN;
  return Math.log(longest.milliseconds / shorter.milliseconds) / Math.log(longest.candidates / shorter.candidates);
}

function rowOf(entry: LadderEntry, cost: ListCost): string[] {
  const { sizes } = cost;
  const last = sizes.at(-1);
  const exponent = growth(cost);
  const kilobytes = last === undefined ? Number.NaN : (last.allocatedBytes / last.candidates + cost.graphBytesPerCandidate) / 1000;
  return [
    oneLine(entry.candidate),
    ...shown.map((length) => milliseconds(sizes.find(({ candidates }) => candidates === length))),
    last === undefined ? "–" : formatShare(last.derivingMilliseconds / last.milliseconds),
    Number.isFinite(exponent) ? `n^${exponent.toFixed(2)}` : "–",
    formatCount(cost.operationsPerCandidate),
    Number.isFinite(kilobytes) ? kilobytes.toFixed(kilobytes < 10 ? 1 : 0) : "–",
  ];
}

/** What ordering a list costs with each candidate of the ladder; nothing where no list was measured. */
export function listCostSection(report: RunReport): Section[] {
  const measured = report.ladder.flatMap((entry) => (entry.listCost === undefined ? [] : [{ entry, cost: entry.listCost }]));
  if (measured.length === 0) return [];
  const right = (title: string) => ({ title, align: "right" as const });
  return [
    {
      id: "list-cost",
      title: "What a list costs",
      blocks: [
        {
          kind: "text",
          text: "Medians over lists of validation rows, one after another in one process, from columns to scores. Deriving is the share of the longest list's time that goes into columns computed beside the graph, the same for every candidate; growth is measured between the two longest lists; operations are counted from the graph's nodes (of trees the longest way); memory is what JavaScript allocates for a row of the longest list and what the graph's values take.",
        },
        {
          kind: "table",
          table: {
            columns: [
              { title: "candidate" },
              ...shown.map((length) => right(`list of ${length}`)),
              right("deriving"),
              right("growth"),
              right("operations a row"),
              right("kB a row"),
            ],
            marked: measured.findIndex(({ entry }) => entry.candidate === report.chosen),
            rows: measured.map(({ entry, cost }) => rowOf(entry, cost)),
          },
        },
      ],
    },
  ];
}
