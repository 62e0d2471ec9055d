import { Counter, Gauge, Histogram, type Registry } from "prom-client";

const latencyBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** What the gauges read. */
export interface MetricsSource {
  readonly model: string;
  readonly version: string;
  readonly info: Readonly<Record<string, string>>;
  readonly queuedRows: () => number;
  readonly active: () => number;
  readonly ready: () => boolean;
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

/** Registers what is read when somebody asks. */
export function registerGauges(registry: Registry, source: MetricsSource): void {
  gauge(registry, "rest_server_requests_in_progress", "Requests without an answer yet", source.active);
  gauge(registry, "millwright_queue_rows", "Rows that wait for a run of the model", source.queuedRows);
  gauge(registry, "millwright_ready", "1 while the server takes work", () => (source.ready() ? 1 : 0));
  gauge(registry, "process_resident_memory_bytes", "Memory of the process", () => process.memoryUsage.rss());
  gauge(registry, "process_uptime_seconds", "Seconds since the process started", () => process.uptime());
  gauge(registry, "process_cpu_seconds_total", "Processor time of the process", () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const labelNames = Object.keys(source.info);
  new Gauge({ name: "millwright_model_info", help: "The model that is served; always 1", labelNames, registers: [registry] }).set(
    source.info,
    1,
  );
}

/** What counts requests: MLServer's names. */
export interface RequestInstruments {
  readonly requests: Counter;
  readonly durations: Histogram;
  readonly successes: Counter;
  readonly failures: Counter;
  readonly batches: Histogram;
}

export function requestInstruments(registry: Registry): RequestInstruments {
  const registers = [registry];
  const model = ["model", "version"];
  const counter = (name: string, help: string, labelNames: string[]): Counter => new Counter({ name, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]): Histogram =>
    new Histogram({ name, help, labelNames, buckets, registers });
  return {
    requests: counter("rest_server_requests_total", "Requests by route and status", ["method", "path", "status_code"]),
    durations: histogram("rest_server_request_duration_seconds", "Seconds from arrival to answer", ["method", "path"], latencyBuckets),
    successes: counter("model_infer_request_success_total", "Requests that were predicted", model),
    failures: counter("model_infer_request_failure_total", "Requests whose prediction failed", model),
    batches: histogram("batch_request_queue", "Rows per run of the model", model, batchBuckets),
  };
}

/** What is Millwright's own. */
export interface ModelInstruments {
  readonly rows: Counter;
  readonly decisions: Counter;
  readonly errors: Counter;
  readonly runSeconds: Histogram;
  readonly predictSeconds: Histogram;
}

export function modelInstruments(registry: Registry): ModelInstruments {
  const registers = [registry];
  const seconds = (name: string, help: string): Histogram => new Histogram({ name, help, buckets: latencyBuckets, registers });
  return {
    rows: new Counter({ name: "millwright_rows_total", help: "Rows that were predicted", registers }),
    decisions: new Counter({ name: "millwright_decisions_total", help: "Decisions by kind", labelNames: ["decision"], registers }),
    errors: new Counter({ name: "millwright_errors_total", help: "Failed predictions by code", labelNames: ["code"], registers }),
    runSeconds: seconds("millwright_run_seconds", "Seconds of one run of the model"),
    predictSeconds: seconds("millwright_predict_seconds", "Seconds of a prediction, waiting included"),
  };
}
