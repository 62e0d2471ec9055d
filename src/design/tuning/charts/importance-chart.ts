import { accent, faint, ink, quiet } from "../../charts/colours.ts";
import { frame, isNarrow } from "../../charts/frame.ts";
import { formatShare } from "../../format-number.ts";
import { oneLine, shorten } from "../../one-line.ts";
import { chartId, type TuningChart } from "./tuning-chart.ts";

/** Parameters that are shown. */
const most = 12;

/** Share of the variance that each parameter and pair explains, beside how far the best trials narrow it down. */
export const importanceChart: TuningChart = (report) => {
  const { importance } = report;
  if (importance === undefined || importance.parameters.length < 2) return undefined;
  const pairs = importance.interactions.filter(({ share }) => share >= 0.01);
  const rows = [
    ...importance.parameters.slice(0, most).map(({ name, share }) => ({
      label: shorten(oneLine(name), 30),
      share,
      near: importance.nearBest.find((one) => one.name === name)?.share,
    })),
    ...pairs.map(({ names, share }) => ({ label: shorten(names.map(oneLine).join(" × "), 30), share, near: undefined })),
  ].map((row, place) => ({ ...row, place }));
  const largest = Math.max(0.05, ...rows.map(({ share, near = 0 }) => Math.max(share, near)));
  return {
    id: chartId("importance", report),
    title: "What the quality depends on",
    description:
      "Bars: share of the variance over the whole space that each parameter (or pair, beyond what each explains alone) accounts for. Diamonds: how far the best trials narrow a parameter down, as a share of all.",
    table: {
      columns: [{ title: "parameter" }, { title: "share of the variance", align: "right" }, { title: "near the best", align: "right" }],
      rows: rows.map(({ label, share, near }) => [label, formatShare(share), near === undefined ? "" : formatShare(near)]),
    },
    draw: (plot, width) => ({
      ...frame(width, rows.length * 30 + 64),
      marginLeft: isNarrow(width) ? 120 : 220,
      marginRight: 64,
      x: {
        domain: [0, Math.min(1, largest * 1.05)],
        label: null,
        tickFormat: (share: number) => formatShare(share),
        ticks: isNarrow(width) ? 3 : 5,
      },
      y: { type: "band", domain: rows.map(({ place }) => place), axis: null, padding: 0.35 },
      marks: [
        plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: isNarrow(width) ? 3 : 5 }),
        plot.barX(rows, { y: "place", x: "share", fill: accent, fillOpacity: 0.85, rx2: 2 }),
        plot.dot(
          rows.filter(({ near }) => near !== undefined),
          { y: "place", x: "near", symbol: "diamond", fill: "var(--paper)", stroke: ink, r: 4.5 },
        ),
        plot.text(rows, {
          y: "place",
          text: (row: (typeof rows)[number]) => shorten(row.label, isNarrow(width) ? 17 : 30),
          frameAnchor: "left",
          dx: -10,
          textAnchor: "end",
          fill: ink,
        }),
        plot.text(rows, {
          y: "place",
          text: (row: (typeof rows)[number]) => formatShare(row.share),
          frameAnchor: "right",
          dx: 8,
          textAnchor: "start",
          fill: quiet,
        }),
      ],
    }),
  };
};
