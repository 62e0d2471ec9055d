import type { FastifyInstance } from "fastify";
import type { LoadedCatalogue } from "../catalogues/loaded-catalogue.ts";
import type { LoadedModel, ReplyExtension } from "../model/loaded-model.ts";
import type { Manifest } from "../package/manifest.ts";
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

/** What every service has. */
export interface BaseService {
  readonly model: { readonly manifest: Manifest; readonly version: string; close(): Promise<void> };
  readonly name: string;
  readonly limits: ServerLimits;
  /** What waits for a run of the model, where rows are batched. */
  readonly batcher?: Batcher;
  readonly metrics: ServerMetrics;
  readonly state: ServerState;
  readonly secured: boolean;
}

/** What the endpoints of a model of rows work with. */
export interface Service extends BaseService {
  readonly model: LoadedModel;
  readonly reply: ReplyExtension | undefined;
  readonly batcher: Batcher;
}

/** What the endpoints of a finder work with. */
export interface CatalogueService extends BaseService {
  readonly model: LoadedCatalogue;
}

/** Adds one route or a few to the server. */
export type EndpointOf<Of extends BaseService> = (app: FastifyInstance, service: Of) => void;

/** An endpoint of a model of rows. */
export type Endpoint = EndpointOf<Service>;
