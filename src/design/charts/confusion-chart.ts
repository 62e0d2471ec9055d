import { formatCount, formatShare } from "../format-number.ts";
import { oneLine, shorten } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, ink, paper } from "./colours.ts";
import { confusedPairsChart } from "./confused-pairs-chart.ts";
import { frame, isNarrow } from "./frame.ts";

const mostClasses = 12;

interface Cell {
  readonly truth: number;
  readonly predicted: number;
  readonly count: number;
  /** Of the rows with this truth. */
  readonly share: number;
}

/** What was taken for what on test: a heat map, or for many classes the most confused pairs. */
export function confusionChart(report: RunReport): Chart | undefined {
  const confusion = report.confusion;
  if (confusion === undefined || confusion.classes.length < 2) return undefined;
  return confusion.classes.length > mostClasses ? confusedPairsChart(confusion) : heatMap(confusion);
}

function heatMap(confusion: NonNullable<RunReport["confusion"]>): Chart {
  const { classes, counts } = confusion;
  const cells = counts.flatMap((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, predicted): Cell => ({ truth, predicted, count, share: total === 0 ? 0 : count / total }));
  });
  const codes = classes.map((_, code) => code);
  const name = (code: number) => shorten(classes[code], 14) || "(empty)";
  return {
    id: "chart-confusion",
    title: "What was taken for what, on test",
    description:
      "One row per true class, one column per prediction; the stronger a cell's colour, the larger its share of the row. The diagonal is right.",
    table: {
      columns: [{ title: "truth" }, ...classes.map((each) => ({ title: `as ${oneLine(each)}`, align: "right" as const }))],
      rows: counts.map((row, truth) => [oneLine(classes[truth]), ...row.map(formatCount)]),
    },
    draw: (plot, width) => {
      const size = Math.min(width, Math.max(340, 130 + classes.length * 80));
      const cell = Math.max(26, Math.min(64, (size - 130) / classes.length));
      return {
        ...frame(size, cell * classes.length + 80),
        marginLeft: isNarrow(width) ? 84 : 110,
        marginTop: 8,
        marginBottom: classes.length > 4 ? 64 : 40,
        x: { type: "band", domain: codes, label: "predicted", tickFormat: name, tickRotate: classes.length > 4 ? -35 : 0, padding: 0.04 },
        y: { type: "band", domain: codes, label: "truth", tickFormat: name, padding: 0.04 },
        opacity: { domain: [0, 1], range: [0.06, 1] },
        marks: [
          plot.cell(cells, { x: "predicted", y: "truth", fill: accent, fillOpacity: "share", stroke: faint, strokeOpacity: 1 }),
          plot.text(cells, {
            x: "predicted",
            y: "truth",
            text: (each: Cell) =>
              classes.length <= 6 ? `${formatCount(each.count)}\n${formatShare(each.share)}` : formatCount(each.count),
            fill: (each: Cell) => (each.share > 0.5 ? paper : ink),
            fontSize: classes.length > 8 ? 9 : 11,
          }),
        ],
      };
    },
  };
}
