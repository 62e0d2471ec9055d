import { sparkline } from "../sparkline.ts";
import { padToWidth, textWidth, wrapToWidth } from "../terminal/text-width.ts";
import type { AnsweredBlock, Block, DesignDocument, Section } from "./blocks.ts";
import { type DataCell, type DataTable, textOfCell } from "./data-table.ts";
import { escapeLineStart, escapeMarkdown, fenced } from "./markdown-escape.ts";

const lineWidth = 100;
const widestPaddedCell = 48;

/** The document as Markdown (CommonMark with tables). */
export function markdownOf(document: DesignDocument): string {
  const parts = [
    ...(document.warning === undefined ? [] : [bold(document.warning)]),
    `# ${escapeMarkdown(document.title)}`,
    paragraph(document.subtitle),
    ...document.sections.flatMap(sectionParts),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionParts(section: Section): string[] {
  return [`## ${escapeMarkdown(section.title)}`, ...section.blocks.flatMap(blockParts)];
}

function blockParts(block: Block): string[] {
  switch (block.kind) {
    case "text":
      return [paragraph(block.text)];
    case "notice":
      return [bold(block.text)];
    case "list":
      return [block.items.map((item, index) => listItem(item, block.ordered === true ? `${index + 1}.` : "-")).join("\n")];
    case "facts":
      return [block.items.map((item) => listItem(`${item.term}: ${item.value}`)).join("\n")];
    case "table":
      return [...(block.title === undefined ? [] : [bold(block.title)]), tableText(block.table)];
    case "chart":
      return chartParts(block.chart);
    case "finding":
      return [findingText(block.finding)];
    case "code":
      return [fenced(block.text, "sh")];
    case "answer":
      return answerParts(block);
  }
}

function answerParts(block: AnsweredBlock): string[] {
  const said =
    block.declared.length > 1 ? [block.declared.map((text) => listItem(text)).join("\n")] : block.declared.map((text) => paragraph(text));
  const [first, ...more] = block.measured;
  const measured =
    first === undefined
      ? []
      : more.length === 0
        ? [fromTheRun(first)]
        : ["*From the run:*", [first, ...more].map((text) => listItem(text)).join("\n")];
  return [`### ${escapeMarkdown(block.question)}`, ...said, ...measured, ...block.evidence.flatMap(blockParts)];
}

function chartParts(chart: Extract<Block, { kind: "chart" }>["chart"]): string[] {
  const shown = chart.picture === undefined ? (chart.table === undefined ? [] : [tableText(chart.table)]) : [fenced(chart.picture, "text")];
  return [bold(chart.title), paragraph(chart.description), ...shown];
}

function findingText({ severity, title, evidence, next }: Extract<Block, { kind: "finding" }>["finding"]): string {
  const head = `- **${escapeMarkdown(severity)}: ${escapeMarkdown(title)}**`;
  return [head, ...wrapped(evidence, "  "), ...wrapped(`Next: ${next}`, "  ")].join("\n");
}

function paragraph(text: string): string {
  return wrapped(text, "").join("\n");
}

function bold(text: string): string {
  return `**${wrapped(text, "").join("\n")}**`;
}

function fromTheRun(text: string): string {
  const label = "From the run:";
  return paragraph(`${label} ${text}`).replace(label, `*${label}*`);
}

function listItem(text: string, mark: string = "-"): string {
  const indent = " ".repeat(mark.length + 1);
  const lines = wrapped(text, indent);
  return `${mark} ${(lines[0] ?? "").slice(indent.length)}${lines
    .slice(1)
    .map((line) => `\n${line}`)
    .join("")}`;
}

/** Wrapped first and escaped line by line, so that no line begins with a mark that means something. */
function wrapped(text: string, indent: string): string[] {
  return wrapToWidth(text, lineWidth - indent.length).map((line) => indent + escapeLineStart(escapeMarkdown(line)));
}

function tableText(table: DataTable): string {
  const head = table.columns.map((column) => escapeMarkdown(column.title));
  const rows = table.rows.map((row, index) => table.columns.map((_, column) => cellText(row[column], index === table.marked)));
  const widths = head.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column] ?? "")].map(textWidth).filter((width) => width <= widestPaddedCell)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => padToWidth(cell, widths[column] ?? 0, table.columns[column]?.align)).join(" | ")} |`;
  const rule = table.columns.map(
    (column, index) => "-".repeat(Math.max(1, (widths[index] ?? 3) - 1)) + (column.align === "right" ? ":" : "-"),
  );
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

function cellText(cell: string | DataCell | undefined, marked: boolean): string {
  const counts = typeof cell === "object" && cell.counts !== undefined ? sparkline(cell.counts) : "";
  const text = escapeMarkdown(`${counts === "" ? "" : `${counts} `}${textOfCell(cell)}`.trimEnd());
  return marked && text !== "" ? `**${text}**` : text;
}
