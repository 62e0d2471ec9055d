/** The peer: node:http that parses the same body and answers with a constant reply, without routes, checks, model or metrics. */
import { createServer } from "node:http";

const reply = JSON.stringify({
  prediction: 0.29542288184165955,
  label: "honest",
  confidence: 0.7045771181583405,
  decision: "pass",
  requestId: "0631bd59-1b93-463d-9953-4ffbcadc6aa1",
  modelVersion: "75986389c47e",
  latencyMs: 1.234,
});

const server = createServer((request, response) => {
  if (request.method === "GET") {
    const { user, system } = process.cpuUsage();
    response.end(`process_cpu_seconds_total ${(user + system) / 1e6}\n`);
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString("utf8"));
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": reply.length });
    response.end(reply);
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }));
});
process.on("SIGTERM", () => process.exit(0));
