import { MillwrightError } from "../../errors/index.ts";
import { extendReply } from "../model/load-model.ts";
import type { CheckedRow } from "../model/row-check.ts";
import type { StandardReply } from "../reply.ts";
import type { Share } from "./batcher.ts";
import type { Service } from "./service.ts";

/** Checks rows of a request. @throws SERVING_TOO_MANY_ROWS, SERVING_ROW_INVALID */
export function checkRows(service: Service, rows: readonly unknown[]): CheckedRow[] {
  const { requestRows } = service.limits;
  if (rows.length > requestRows) {
    throw new MillwrightError(
      "SERVING_TOO_MANY_ROWS",
      `the request holds ${rows.length} rows; ${requestRows} are allowed.`,
      "Send them in several requests.",
    );
  }
  return rows.map((row, index) => service.model.parts.check(row, `row ${index}`));
}

/**
 * Predicts checked rows, together with those of other requests. With `observe` the rows become part of their entities' past
 * before the model runs, so that two purchases with one card see each other in the order of their arrival.
 */
export async function scoreRows(service: Service, rows: readonly CheckedRow[], observe: boolean): Promise<readonly Share[]> {
  const started = performance.now();
  const { model, batcher, metrics } = service;
  try {
    batcher.checkRoom(rows.length);
    const full = observe ? model.parts.advance(rows) : model.parts.derive(rows);
    const shares = await batcher.submit(full);
    // The first request of a run to come here writes for all of them.
    if (observe && model.parts.commit !== undefined) await model.parts.commit();
    metrics.inferred(rows.length, (performance.now() - started) / 1000);
    return shares;
  } catch (error) {
    metrics.failed(error instanceof MillwrightError ? error.code : "SERVING_INTERNAL");
    throw error;
  }
}

/** The reply about one row of a run. */
function replyAt(service: Service, share: Share, index: number): StandardReply {
  const standard = service.model.parts.replyTo(share.scored.prediction, index);
  if (standard.decision !== undefined) service.metrics.decided(standard.decision);
  return service.reply === undefined ? standard : extendReply(service.reply, share.scored.rows[index] ?? {}, standard);
}

/** Replies in the order of the rows. */
export function repliesOf(service: Service, shares: readonly Share[]): StandardReply[] {
  const replies: StandardReply[] = [];
  for (const share of shares) {
    for (let index = share.from; index < share.from + share.count; index++) replies.push(replyAt(service, share, index));
  }
  return replies;
}

/** Checks, predicts and answers. */
export async function answerRows(service: Service, rows: readonly unknown[]): Promise<StandardReply[]> {
  const checked = checkRows(service, rows);
  if (checked.length === 0) return [];
  return repliesOf(service, await scoreRows(service, checked, true));
}
