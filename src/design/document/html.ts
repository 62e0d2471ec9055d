import type { ChartRenderer } from "../charts/chart-renderer.ts";
import { histogramSvg } from "../charts/histogram-svg.ts";
import type { AnsweredBlock, Block, DesignDocument, Section } from "./blocks.ts";
import { type DataCell, type DataTable, textOfCell } from "./data-table.ts";
import { escapeHtml } from "./html-escape.ts";
import { pageStyle } from "./page-style.ts";

/** The document as one page that asks nothing of the network: its policy forbids every request. */
export function htmlOf(document: DesignDocument, draw: ChartRenderer): string {
  const warning = document.warning === undefined ? "" : `<p class="simulated" role="note">${escapeHtml(document.warning)}</p>\n`;
  const links = document.sections.map((section) => `<li><a href="#${section.id}">${escapeHtml(section.title)}</a></li>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(document.title)}: design</title>
<style>${pageStyle}</style>
</head>
<body>
${warning}<div class="page">
<nav aria-label="Contents"><details open><summary>Contents</summary>
<ol>
${links}
</ol>
</details></nav>
<main>
<header><h1>${escapeHtml(document.title)}</h1>
<p class="subtitle">${escapeHtml(document.subtitle)}</p></header>
${document.sections.map((section) => sectionHtml(section, draw)).join("\n")}
</main>
</div>
</body>
</html>
`;
}

function sectionHtml(section: Section, draw: ChartRenderer): string {
  return `<section id="${section.id}">
<h2>${escapeHtml(section.title)}</h2>
${section.blocks.map((block) => blockHtml(block, draw)).join("\n")}
</section>`;
}

function blockHtml(block: Block, draw: ChartRenderer): string {
  switch (block.kind) {
    case "text":
      return `<p>${escapeHtml(block.text)}</p>`;
    case "notice":
      return `<p class="notice ${block.tone}">${escapeHtml(block.text)}</p>`;
    case "list":
      return listHtml(block.items, block.ordered === true ? "ol" : "ul");
    case "facts":
      return `<dl class="facts">${block.items.map((item) => `<div><dt>${escapeHtml(item.term)}</dt><dd>${escapeHtml(item.value)}</dd></div>`).join("")}</dl>`;
    case "table":
      return `${block.title === undefined ? "" : `<p class="title">${escapeHtml(block.title)}</p>`}${tableHtml(block.table)}`;
    case "chart":
      return chartHtml(block.chart, draw);
    case "finding":
      return findingHtml(block.finding);
    case "code":
      return `<pre tabindex="0"><code>${escapeHtml(block.text)}</code></pre>`;
    case "answer":
      return answerHtml(block, draw);
  }
}

function listHtml(items: readonly string[], tag: "ol" | "ul" = "ul"): string {
  return `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</${tag}>`;
}

function answerHtml(block: AnsweredBlock, draw: ChartRenderer): string {
  const texts = (items: readonly string[]) => (items.length === 1 ? `<p>${escapeHtml(items[0] ?? "")}</p>` : listHtml(items));
  const declared = block.declared.length === 0 ? "" : `<div class="declared">${texts(block.declared)}</div>`;
  const measured =
    block.measured.length === 0 ? "" : `<div class="measured"><span class="label">from the run</span>${texts(block.measured)}</div>`;
  return `<article id="${block.id}"><h3>${escapeHtml(block.question)}</h3>
${declared}${measured}${block.evidence.map((each) => blockHtml(each, draw)).join("\n")}</article>`;
}

function findingHtml({ severity, title, evidence, next }: Extract<Block, { kind: "finding" }>["finding"]): string {
  return `<article class="finding ${severity}"><h3><span class="label">${severity}</span> ${escapeHtml(title)}</h3>
<p>${escapeHtml(evidence)}</p><p class="next">${escapeHtml(next)}</p></article>`;
}

/** Drawn twice, for pages and for phones; the style shows one of them. */
function chartHtml(chart: Extract<Block, { kind: "chart" }>["chart"], draw: ChartRenderer): string {
  const numbers = chart.table === undefined ? "" : `<details><summary>The numbers</summary>${tableHtml(chart.table)}</details>`;
  return `<figure id="${chart.id}"><figcaption><strong>${escapeHtml(chart.title)}</strong> ${escapeHtml(chart.description)}</figcaption>
<div class="wide">${draw(chart, "wide")}</div><div class="narrow">${draw(chart, "narrow")}</div>${numbers}</figure>`;
}

function tableHtml(table: DataTable): string {
  const head = table.columns.map((column, index) => `<th scope="col"${classOf(table, index)}>${escapeHtml(column.title)}</th>`).join("");
  const rows = table.rows.map((row, index) => {
    const cells = table.columns.map((_, column) => `<td${classOf(table, column)}>${cellHtml(row[column])}</td>`).join("");
    return `<tr${index === table.marked ? ' class="marked"' : ""}>${cells}</tr>`;
  });
  return `<div class="table" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

/** Numbers and short texts stay on one line; long texts get room before the table begins to scroll. */
function classOf(table: DataTable, column: number): string {
  if (table.columns[column]?.align === "right") return ' class="number"';
  const longest = Math.max(...table.rows.map((row) => textOfCell(row[column]).length), 0);
  return longest <= 26 ? ' class="short"' : ' class="long"';
}

function cellHtml(cell: string | DataCell | undefined): string {
  const text = escapeHtml(textOfCell(cell));
  if (cell === undefined || typeof cell === "string") return text;
  const picture = cell.counts === undefined ? "" : histogramSvg(cell.counts);
  const share = cell.share === undefined || !Number.isFinite(cell.share) ? "" : shareBar(cell.share);
  const content = `${picture}${share}${text}`;
  return cell.tone === undefined ? content : `<span class="${cell.tone}">${content}</span>`;
}

function shareBar(share: number): string {
  const width = Math.round(Math.max(0, Math.min(1, share)) * 48);
  return `<svg class="share" aria-hidden="true" width="48" height="8" viewBox="0 0 48 8"><rect class="track" width="48" height="8" rx="2"/><rect width="${width}" height="8" rx="2"/></svg>`;
}
