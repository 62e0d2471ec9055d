import { formatCount, plural, profileTable, simulatedWarning, type TerminalOptions } from "../design/index.ts";
import type { InspectedData } from "./mill-system.ts";

/** What `millwright data` says to a person. */
export function dataSummary(inspected: InspectedData, options: TerminalOptions): string {
  const { data } = inspected;
  const { split } = data;
  const parts = [
    simulatedWarning(inspected),
    `${plural(formatCount(data.rows), "row")} from ${data.source}; fingerprint ${data.fingerprint.slice(0, 16)}`,
    ...(data.ignoredColumns.length === 0
      ? []
      : [`Columns left out, since the row schema does not name them: ${data.ignoredColumns.join(", ")}`]),
    profileTable(inspected, options),
    `Split: ${split.description}\n  train ${formatCount(split.train)}, validation ${formatCount(split.validation)}, test ${formatCount(split.test)}`,
    leakLines(data.leaks),
  ];
  return parts.filter((part) => part !== undefined).join("\n\n");
}

function leakLines(leaks: InspectedData["data"]["leaks"]): string {
  const lines = leaks.map(({ check, found, rows }) => `  ${rows > 0 ? "!" : "✔"} ${check}: ${found}`);
  return ["The contract holds.", ...(lines.length === 0 ? [] : ["", "Leak checks:", ...lines])].join("\n");
}
