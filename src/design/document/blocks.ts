import type { Chart } from "../charts/chart.ts";
import type { Finding } from "../run-report.ts";
import type { DataTable } from "./data-table.ts";

/** One piece of the document. All text is plain; each renderer escapes it. */
export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly ordered?: boolean }
  | { readonly kind: "facts"; readonly items: readonly { readonly term: string; readonly value: string }[] }
  | { readonly kind: "notice"; readonly tone: "good" | "bad" | "warning"; readonly text: string }
  | { readonly kind: "table"; readonly title?: string; readonly table: DataTable }
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "code"; readonly text: string }
  | AnsweredBlock;

/** A question with its answer. */
export interface AnsweredBlock {
  readonly kind: "answer";
  readonly id: string;
  readonly question: string;
  readonly declared: readonly string[];
  readonly measured: readonly string[];
  readonly evidence: readonly Block[];
}

/** A part of the document with its heading. */
export interface Section {
  /** Kebab case, unique: an anchor. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The whole document, before it becomes Markdown or HTML. */
export interface DesignDocument {
  readonly title: string;
  /** "Design of card-fraud" */
  readonly subtitle: string;
  /** Stands first, before the title, when the data are made up. */
  readonly warning?: string;
  readonly sections: readonly Section[];
}
