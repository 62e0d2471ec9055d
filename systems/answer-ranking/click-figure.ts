import type { ClickStudyRow } from "./click-study.ts";

const [width, height, left, right, top, bottom] = [640, 320, 56, 190, 20, 48];

/** One line of the figure. */
interface Series {
  readonly name: string;
  readonly colour: string;
  readonly value: (row: ClickStudyRow) => number;
}

const series: readonly Series[] = [
  { name: "inverse propensities", colour: "#0072b2", value: ({ weighted }) => weighted },
  { name: "clicks as they are", colour: "#d55e00", value: ({ naive }) => naive },
  { name: "the old order", colour: "#777777", value: ({ old }) => old },
];

/** NDCG of what was learned against the strength of position bias, as SVG. */
export function clickFigure(rows: readonly ClickStudyRow[]): string {
  const lowest = Math.floor(20 * Math.min(...rows.flatMap((row) => series.map(({ value }) => value(row))))) / 20;
  const widest = rows.at(-1)?.bias ?? 1;
  const x = (bias: number): string => (left + (bias / widest) * (width - left - right)).toFixed(1);
  const y = (value: number): string => (top + ((1 - value) / (1 - lowest)) * (height - top - bottom)).toFixed(1);
  const ticks = Array.from({ length: Math.round((1 - lowest) / 0.05) + 1 }, (_, at) => lowest + 0.05 * at);
  const grid = ticks.flatMap((value) => [
    `<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" stroke="#dddddd"/>`,
    `<text x="${left - 8}" y="${y(value)}" text-anchor="end" dominant-baseline="middle">${value.toFixed(2)}</text>`,
  ]);
  const biases = rows.map(({ bias }) => `<text x="${x(bias)}" y="${height - bottom + 18}" text-anchor="middle">${bias}</text>`);
  const lines = series.flatMap(({ name, colour, value }) => {
    const points = rows.map((row) => `${x(row.bias)},${y(value(row))}`);
    const last = rows.at(-1);
    const label =
      last === undefined
        ? []
        : [`<text x="${width - right + 10}" y="${y(value(last))}" fill="${colour}" dominant-baseline="middle">${name}</text>`];
    const dots = points.map((point) => `<circle cx="${point.split(",")[0]}" cy="${point.split(",")[1]}" r="3.5" fill="${colour}"/>`);
    return [`<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...dots, ...label];
  });
  const title = `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">position bias: P(seen at place k) = k^−bias</text>`;
  const caption = `<title>NDCG on new lists of orders learned from clicks, against the true attraction</title>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    caption,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...grid,
    ...biases,
    ...lines,
    title,
    "</svg>\n",
  ].join("\n");
}
