import { Registry } from "prom-client";
import { type MetricsSource, modelInstruments, registerGauges, requestInstruments } from "./instruments.ts";

/** What the server counts: MLServer's names, so that its dashboards work, and millwright_* beside. Times are in seconds. */
export interface ServerMetrics {
  answered(method: string, path: string, status: number, seconds: number): void;
  inferred(rows: number, seconds: number): void;
  failed(code: string): void;
  decided(decision: string): void;
  ran(rows: number, seconds: number): void;
  /** Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Which model is counted. */
interface ModelLabels {
  readonly model: string;
  readonly version: string;
}

/** A summary without quantiles; the library's own keeps a digest of every value, which costs more than the prediction. */
function summaryText({ model, version }: ModelLabels, { count, sum }: { readonly count: number; readonly sum: number }): string {
  const labels = `{model="${model}",version="${version}"}`;
  const name = "model_infer_request_duration";
  return `# HELP ${name} Seconds of a prediction, waiting included\n# TYPE ${name} summary\n${name}_sum${labels} ${sum}\n${name}_count${labels} ${count}\n`;
}

/** Makes the metrics of one server. */
export function serverMetrics(source: MetricsSource): ServerMetrics {
  const registry = new Registry();
  const model = { model: source.model, version: source.version };
  const { requests, durations, successes, failures, batches } = requestInstruments(registry);
  const { rows: predicted, decisions, errors, runSeconds, predictSeconds } = modelInstruments(registry);
  const inference = { count: 0, sum: 0 };
  registerGauges(registry, source);
  successes.inc(model, 0);
  failures.inc(model, 0);
  return {
    contentType: registry.contentType,
    text: async () => `${await registry.metrics()}\n${summaryText(model, inference)}`,
    answered: (method, path, status, seconds) => {
      requests.inc({ method, path, status_code: String(status) });
      durations.observe({ method, path }, seconds);
    },
    inferred: (rows, seconds) => {
      successes.inc(model);
      inference.count++;
      inference.sum += seconds;
      predicted.inc(rows);
      predictSeconds.observe(seconds);
    },
    failed: (code) => {
      failures.inc(model);
      errors.inc({ code });
    },
    decided: (decision) => decisions.inc({ decision }),
    ran: (rows, seconds) => {
      batches.observe(model, rows);
      runSeconds.observe(seconds);
    },
  };
}
