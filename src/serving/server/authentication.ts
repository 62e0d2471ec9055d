import { createHash, timingSafeEqual } from "node:crypto";
import { isIPv4 } from "node:net";
import { MillwrightError } from "../../errors/index.ts";

/** True for names of this machine that no other can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

/** Refuses to open a door that anybody could use. @throws SERVING_SECRET_NEEDED */
export function checkDoor(host: string, secret: string | undefined): void {
  if (isLoopback(host) || (secret !== undefined && secret.length > 0)) return;
  throw new MillwrightError(
    "SERVING_SECRET_NEEDED",
    `the server would listen on "${host}", where other machines reach it, without a secret.`,
    "Give a secret (clients send it as `Authorization: Bearer …`), or listen on 127.0.0.1.",
  );
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/**
 * Makes the check of a request's `Authorization` header; digests are compared, so that neither contents nor length of the
 * secret show in the time it takes.
 * @throws (from the check) SERVING_UNAUTHORIZED
 */
export function bearerCheck(secret: string): (header: string | undefined) => void {
  const expected = digest(secret);
  return (header) => {
    const given = /^Bearer +(.+)$/i.exec(header ?? "")?.[1] ?? "";
    if (timingSafeEqual(digest(given), expected) && given.length > 0) return;
    throw new MillwrightError(
      "SERVING_UNAUTHORIZED",
      header === undefined ? "the request has no Authorization header." : "the request's secret is not the server's.",
      "Send `Authorization: Bearer <secret>` with the secret that the server was started with.",
    );
  };
}
