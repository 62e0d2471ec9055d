export { type AskerHistories, writeAskers } from "./catalogues/askers-file.ts";
export { writeCatalogue } from "./catalogues/catalogue-file.ts";
export type { Feedback, FeedbackKind } from "./catalogues/feedback.ts";
export type { FindQuery } from "./catalogues/find-query.ts";
export { writeFinder } from "./catalogues/finder-file.ts";
export { checkFilter, type ItemCondition, type ItemFilter } from "./catalogues/item-filter.ts";
export type { ItemExtension } from "./catalogues/item-hooks.ts";
export type { ListRules } from "./catalogues/list-rules.ts";
export { type LoadCatalogueOptions, loadCatalogue } from "./catalogues/load-catalogue.ts";
export type { FoundList, LoadedCatalogue } from "./catalogues/loaded-catalogue.ts";
export { type OpenCatalogue, type OpenCatalogueOptions, openCatalogue } from "./catalogues/open-catalogue.ts";
export type { Exploration } from "./catalogues/thompson-slot.ts";
export type { FoundItem } from "./found-item.ts";
export { writeDerivations } from "./model/derivations-file.ts";
export { historySnapshot } from "./model/history-file.ts";
export { type LoadOptions, loadModel } from "./model/load-model.ts";
export type { LoadedModel, ModelParts, ReplyExtension, Scored } from "./model/loaded-model.ts";
export type { LateLabel } from "./model/online-history.ts";
export type { Rule } from "./model/predictor.ts";
export { allowedValues, type CheckedRow, compileRowCheck, type RowCheck } from "./model/row-check.ts";
export { inspectGraph } from "./package/graph-safety.ts";
export type {
  FinderSignature,
  Manifest,
  PackageContents,
  PackagedMetric,
  PackagedVerdict,
  Parity,
  Policy,
  Signature,
} from "./package/manifest.ts";
export { packageId } from "./package/package-id.ts";
export { parityCheck } from "./package/parity.ts";
export { type ReadLimits, type ReadPackage, readPackage } from "./package/read-package.ts";
export { engineVersions } from "./package/versions.ts";
export { writePackage } from "./package/write-package.ts";
export { exampleRow } from "./protocols/example-row.ts";
export type { StandardReply } from "./reply.ts";
export { type CatalogueServerOptions, createCatalogueServer } from "./server/create-catalogue-server.ts";
export { createServer, type ServerOptions } from "./server/create-server.ts";
export { closeOnSignal } from "./server/drain.ts";
export type { ModelServer } from "./server/http-server.ts";
export type { ServerLimits } from "./server/limits.ts";
