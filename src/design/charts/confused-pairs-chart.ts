import { formatCount, formatShare } from "../format-number.ts";
import { shorten } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, ink } from "./colours.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

const most = 15;

/** The pairs of classes that are most often taken for each other, by share of the true class. */
export function confusedPairsChart(confusion: NonNullable<RunReport["confusion"]>): Chart | undefined {
  const pairs = confusion.counts
    .flatMap((row, truth) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      return row.map((count, predicted) => ({
        label: `${shorten(confusion.classes[truth], 20)} taken for ${shorten(confusion.classes[predicted], 20)}`,
        wrong: truth !== predicted,
        count,
        share: total === 0 ? 0 : count / total,
      }));
    })
    .filter((pair) => pair.wrong && pair.count > 0)
    .sort((a, b) => b.share - a.share || b.count - a.count)
    .slice(0, most)
    .map((pair, place) => ({ ...pair, place }));
  if (pairs.length === 0) return undefined;
  return {
    id: "chart-confused-pairs",
    title: `The ${pairs.length} most confused pairs, on test`,
    description: `For each pair the share of rows of the true class that got the other name, among the ${confusion.classes.length} most frequent classes.`,
    table: {
      columns: [{ title: "pair" }, { title: "rows", align: "right" }, { title: "of the class", align: "right" }],
      rows: pairs.map((pair) => [pair.label, formatCount(pair.count), formatShare(pair.share)]),
    },
    draw: (plot, width) => {
      const narrow = isNarrow(width);
      return {
        ...frame(width, pairs.length * (narrow ? 34 : 24) + 56),
        marginLeft: narrow ? 8 : 24 + 7 * Math.max(...pairs.map((pair) => pair.label.length)),
        marginRight: 56,
        x: {
          label: "share of the true class, in %",
          percent: true,
          tickFormat: tickLabel,
          ticks: narrow ? 3 : 6,
          domain: [0, Math.max(...pairs.map((pair) => pair.share)) * 100],
        },
        y: { type: "band", domain: pairs.map((pair) => pair.place), axis: null, padding: narrow ? 0.55 : 0.35 },
        marks: [
          plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: narrow ? 3 : 6 }),
          plot.barX(pairs, { y: "place", x: "share", fill: accent, dy: narrow ? 6 : 0 }),
          plot.text(pairs, {
            y: "place",
            x: "share",
            text: (pair: { share: number }) => formatShare(pair.share),
            dx: 6,
            dy: narrow ? 6 : 0,
            textAnchor: "start",
            fill: ink,
          }),
          plot.text(pairs, {
            y: "place",
            text: "label",
            frameAnchor: "left",
            textAnchor: narrow ? "start" : "end",
            dx: narrow ? 0 : -10,
            dy: narrow ? -9 : 0,
            fill: ink,
          }),
        ],
      };
    },
  };
}
