import type { FastifyInstance } from "fastify";
import type { LoadedModel, ReplyExtension } from "../model/loaded-model.ts";
import type { Batcher } from "./batcher.ts";
import type { ServerLimits } from "./limits.ts";
import type { ServerMetrics } from "./metrics.ts";

/** Whether the server takes work. */
export interface ServerState {
  ready: boolean;
  /** True from the first signal on: replies close their connections. */
  draining: boolean;
  /** Requests that have no answer yet. */
  active: number;
}

/** What every endpoint works with. */
export interface Service {
  readonly model: LoadedModel;
  readonly name: string;
  readonly reply: ReplyExtension | undefined;
  readonly limits: ServerLimits;
  readonly batcher: Batcher;
  readonly metrics: ServerMetrics;
  readonly state: ServerState;
  readonly secured: boolean;
}

/** Adds one route or a few to the server. */
export type Endpoint = (app: FastifyInstance, service: Service) => void;
