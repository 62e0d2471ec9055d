import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { BaseService } from "./service.ts";

/** @throws SERVING_SYSTEM_UNKNOWN when the server serves another system. */
export function checkSystem(service: Pick<BaseService, "name">, name: string): void {
  if (name === service.name) return;
  throw new MillwrightError(
    "SERVING_SYSTEM_UNKNOWN",
    `this server serves no system "${name.slice(0, 100)}".`,
    didYouMean(name, [service.name]),
  );
}

/** @throws SERVING_SYSTEM_UNKNOWN when the server serves another model or version. */
export function checkModel(service: BaseService, params: { readonly model: string; readonly version?: string }): void {
  checkSystem(service, params.model);
  const { version } = params;
  if (version === undefined || version === service.model.version || version === service.model.manifest.id) return;
  throw new MillwrightError(
    "SERVING_SYSTEM_UNKNOWN",
    `"${service.name}" is not served in version "${version.slice(0, 100)}".`,
    `It is served in version "${service.model.version}".`,
  );
}
