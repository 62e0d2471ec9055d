import type { SystemPlan } from "./plan-system.ts";

/** Shares are asked for with two decimals. */
const rounded = (share: number): number => Math.round(share * 100) / 100;

/** What the trivial answer reaches, and requirements a step above it. */
export function writeRequirements({ task, target }: SystemPlan): { readonly lines: readonly string[]; readonly uses: readonly string[] } {
  const service = ['atMost("p99_latency_ms", 20),', 'atMost("package_mb", 50),'];
  if (task.kind === "binary") {
    const precision = rounded(Math.min(0.95, task.share + 0.1 * (1 - task.share)));
    return {
      lines: [
        `// Guessing gives a ROC AUC of 0.5 and an average precision of ${rounded(task.share)}, the share of positive rows.`,
        'atLeast("roc_auc", 0.6),',
        `atLeast("average_precision", ${precision}),`,
        ...service,
      ],
      uses: ["atLeast", "atMost"],
    };
  }
  if (task.kind === "multiclass") {
    return {
      lines: [
        `// Always answering the most frequent class is right in ${Math.round(task.share * 100)} % of rows.`,
        `atLeast("accuracy", ${rounded(Math.min(0.95, task.share + 0.1 * (1 - task.share)))}),`,
        ...service,
      ],
      uses: ["atLeast", "atMost"],
    };
  }
  const deviation = target.inspected.standardDeviation ?? 0;
  return {
    lines: [
      `// Always answering the mean gives an R² of 0 and an RMSE of about ${Number(deviation.toPrecision(3))}.`,
      'atLeast("r_squared", 0.1),',
      ...service,
    ],
    uses: ["atLeast", "atMost"],
  };
}
