import { formatSeconds } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Section } from "./blocks.ts";

/** Everything that is needed to make this run again. */
export function reproduceSection(report: RunReport): Section {
  const versions = Object.entries(report.versions).map(([name, version]) => `${oneLine(name)} ${oneLine(version)}`);
  return {
    id: "reproduce",
    title: "Make this run again",
    blocks: [
      { kind: "code", text: report.command ?? commandOf(report) },
      {
        kind: "facts",
        items: [
          { term: "run", value: oneLine(report.run) },
          { term: "started", value: oneLine(report.startedAt) },
          { term: "took", value: formatSeconds(report.seconds) },
          { term: "seed", value: String(report.seed) },
          { term: "data", value: oneLine(report.data.source) },
          { term: "fingerprint", value: oneLine(report.data.fingerprint) },
          { term: "split", value: oneLine(report.data.split.description) },
          { term: "package", value: oneLine(report.package.id) },
          { term: "versions", value: versions.join(", ") },
        ],
      },
    ],
  };
}

/** Real data come from a place that only the user knows. */
function commandOf(report: RunReport): string {
  const data = report.data.simulated ? "" : " --data <your data>";
  return `npx millwright run ${oneLine(report.system)}${data} --seed ${report.seed}`;
}
