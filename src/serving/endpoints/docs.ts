import { createHash } from "node:crypto";
import { docsPage, docsScript, docsStyle } from "../protocols/docs-page.ts";
import type { Endpoint } from "../server/service.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** `GET /docs`: a page that explains the service and tries it out; it loads nothing from elsewhere. */
export const docsEndpoint: Endpoint = (app, service) => {
  const page = docsPage(service.model.manifest, { secured: service.secured, hasHistory: service.model.hasHistory });
  const policy = `default-src 'none'; connect-src 'self'; form-action 'none'; base-uri 'none'; style-src ${hashOf(docsStyle)}; script-src ${hashOf(docsScript)}`;
  app.get("/docs", async (_request, reply) => {
    reply
      .header("content-type", "text/html; charset=utf-8")
      .header("content-security-policy", policy)
      .header("x-content-type-options", "nosniff");
    return page;
  });
};
