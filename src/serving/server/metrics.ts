import { Counter, Gauge, Histogram, Registry } from "prom-client";

const latencyBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** What the metrics are labelled with and read from. */
export interface MetricsSource {
  readonly model: string;
  readonly version: string;
  readonly info: Readonly<Record<string, string>>;
  readonly queuedRows: () => number;
  readonly active: () => number;
  readonly ready: () => boolean;
}

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

function gauges(registry: Registry, source: MetricsSource): void {
  const registers = [registry];
  new Gauge({
    name: "rest_server_requests_in_progress",
    help: "Requests without an answer yet",
    registers,
    collect() {
      this.set(source.active());
    },
  });
  new Gauge({
    name: "millwright_queue_rows",
    help: "Rows that wait for a run of the model",
    registers,
    collect() {
      this.set(source.queuedRows());
    },
  });
  new Gauge({
    name: "millwright_ready",
    help: "1 while the server takes work",
    registers,
    collect() {
      this.set(source.ready() ? 1 : 0);
    },
  });
  new Gauge({
    name: "millwright_model_info",
    help: "The model that is served; always 1",
    labelNames: Object.keys(source.info),
    registers,
  }).set(source.info, 1);
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memory of the process",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Gauge({
    name: "process_cpu_seconds_total",
    help: "Processor time of the process",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.set((user + system) / 1e6);
    },
  });
  new Gauge({
    name: "process_uptime_seconds",
    help: "Seconds since the process started",
    registers,
    collect() {
      this.set(process.uptime());
    },
  });
}

/** A summary without quantiles; the library's own keeps a digest of every value, which costs more than the prediction. */
function summaryText(
  model: { readonly model: string; readonly version: string },
  { count, sum }: { readonly count: number; readonly sum: number },
): string {
  const labels = `{model="${model.model}",version="${model.version}"}`;
  const name = "model_infer_request_duration";
  return `# HELP ${name} Seconds of a prediction, waiting included\n# TYPE ${name} summary\n${name}_sum${labels} ${sum}\n${name}_count${labels} ${count}\n`;
}

/** Makes the metrics of one server. */
export function serverMetrics(source: MetricsSource): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const model = { model: source.model, version: source.version };
  const names = ["model", "version"];
  const requests = new Counter({
    name: "rest_server_requests_total",
    help: "Requests by route and status",
    labelNames: ["method", "path", "status_code"],
    registers,
  });
  const durations = new Histogram({
    name: "rest_server_request_duration_seconds",
    help: "Seconds from a request's arrival to its answer",
    labelNames: ["method", "path"],
    buckets: latencyBuckets,
    registers,
  });
  const successes = new Counter({
    name: "model_infer_request_success_total",
    help: "Requests that were predicted",
    labelNames: names,
    registers,
  });
  const failures = new Counter({
    name: "model_infer_request_failure_total",
    help: "Requests whose prediction failed",
    labelNames: names,
    registers,
  });
  const batches = new Histogram({
    name: "batch_request_queue",
    help: "Rows per run of the model",
    labelNames: names,
    buckets: batchBuckets,
    registers,
  });
  const rowsTotal = new Counter({ name: "millwright_rows_total", help: "Rows that were predicted", registers });
  const runSeconds = new Histogram({
    name: "millwright_run_seconds",
    help: "Seconds of one run of the model",
    buckets: latencyBuckets,
    registers,
  });
  const predictSeconds = new Histogram({
    name: "millwright_predict_seconds",
    help: "Seconds of a prediction, waiting included",
    buckets: latencyBuckets,
    registers,
  });
  const decisions = new Counter({ name: "millwright_decisions_total", help: "Decisions by kind", labelNames: ["decision"], registers });
  const errors = new Counter({ name: "millwright_errors_total", help: "Failed predictions by code", labelNames: ["code"], registers });
  const inference = { count: 0, sum: 0 };
  gauges(registry, source);
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
      rowsTotal.inc(rows);
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
