import { hasClasses } from "../../modeling/index.ts";
import { allowedValues } from "../model/row-check.ts";
import type { Manifest } from "../package/manifest.ts";
import { exampleRow } from "./example-row.ts";

/** The page's only style sheet. */
export const docsStyle = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #2563a8; }
@media (prefers-color-scheme: dark) { :root { --accent: #7fb2ea; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
code, pre, textarea { font: 14px/1.45 ui-monospace, monospace; } pre, textarea { background: var(--soft); padding: .75rem; border: 1px solid var(--line); border-radius: 4px; overflow: auto; }
textarea, input { width: 100%; box-sizing: border-box; color: inherit; } input { padding: .4rem; border: 1px solid var(--line); border-radius: 4px; background: var(--soft); font: inherit; }
button { font: inherit; padding: .45rem 1.5rem; margin: .75rem 0; border: 0; border-radius: 4px; background: var(--accent); color: Canvas; cursor: pointer; }
label { display: block; margin: .75rem 0 .25rem; } a { color: var(--accent); } .note { opacity: .75; }
`;

/** The page's only script: sends the form's row. */
export const docsScript = `
const form = document.getElementById("try");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const output = document.getElementById("reply");
  const secret = document.getElementById("secret");
  const headers = { "content-type": "application/json" };
  if (secret !== null && secret.value !== "") headers.authorization = "Bearer " + secret.value;
  output.textContent = "…";
  try {
    const response = await fetch(form.dataset.path + "?observe=false", { method: "POST", headers, body: document.getElementById("row").value });
    const text = await response.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch {}
    output.textContent = response.status + " " + response.statusText + "\\n" + shown;
  } catch (error) {
    output.textContent = String(error);
  }
});
`;

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}

function fieldRows({ signature }: Manifest): string {
  return signature.columns
    .map((rule) => {
      const meaning = [rule.description, rule.unit === undefined ? undefined : `in ${rule.unit}`]
        .filter((part) => part !== undefined)
        .join(", ");
      return `<tr><td><code>${escapeHtml(rule.name)}</code></td><td>${escapeHtml(allowedValues(rule))}</td><td>${escapeHtml(meaning)}</td></tr>`;
    })
    .join("\n");
}

function replyRows({ task, policy, signature }: Manifest): string {
  const rows: [string, string][] = [
    [
      "prediction",
      !hasClasses(task.kind)
        ? `the predicted ${task.target}`
        : task.kind === "binary"
          ? `probability of ${task.target} = ${task.classes[1]}`
          : "probability of the label",
    ],
  ];
  if (hasClasses(task.kind))
    rows.push(["label", task.kind === "binary" ? `${task.classes.join(" or ")}` : `the most probable of ${task.classes.length} classes`]);
  if (task.kind === "multiclass") rows.push(["probabilities", "the most probable classes, five at most"]);
  if (signature.outputs.includes("low"))
    rows.push(["low, high", `an interval that holds ${Math.round((policy.intervalCoverage ?? 0) * 100)} % of truths`]);
  if (hasClasses(task.kind) || policy.intervalCoverage !== undefined) rows.push(["confidence", "from 0 to 1"]);
  const threshold =
    policy.threshold === undefined
      ? ""
      : `“act” from a probability of ${policy.threshold} on, else “pass”${policy.costsNote === undefined ? "" : ` (${policy.costsNote})`}`;
  const defer = policy.deferBelow === undefined ? "" : `“defer” below a confidence of ${policy.deferBelow}`;
  if (threshold !== "" || defer !== "") rows.push(["decision", [defer, threshold].filter((part) => part !== "").join("; ")]);
  rows.push(["requestId, modelVersion, latencyMs", "for tracing"]);
  return rows.map(([name, meaning]) => `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(meaning)}</td></tr>`).join("\n");
}

function metricRows({ metrics }: Manifest): string {
  const number = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "–");
  return Object.entries(metrics.test)
    .map(
      ([name, { value, low, high }]) =>
        `<tr><td>${escapeHtml(name)}</td><td>${number(value)}</td><td>${number(low)} – ${number(high)}</td></tr>`,
    )
    .join("\n");
}

function tryForm(manifest: Manifest, secured: boolean): string {
  const row = JSON.stringify(exampleRow(manifest.signature), null, 2);
  const secret = secured ? '<label for="secret">Secret</label><input id="secret" type="password" autocomplete="off">' : "";
  return `<form id="try" data-path="/v1/${manifest.system.name}/predict">
${secret}<label for="row">Row</label><textarea id="row" rows="${Math.min(24, row.split("\n").length)}" spellcheck="false">${escapeHtml(row)}</textarea>
<button type="submit">Predict</button></form>
<pre id="reply" aria-live="polite">The reply appears here.</pre>`;
}

/** The documentation page of a served model, self-contained. */
export function docsPage(manifest: Manifest, settings: { readonly secured: boolean; readonly hasHistory: boolean }): string {
  const { name, title } = manifest.system;
  const curl = `curl -s localhost:PORT/v1/${name}/predict -H 'content-type: application/json'${settings.secured ? " -H 'authorization: Bearer SECRET'" : ""} -d '${JSON.stringify(exampleRow(manifest.signature)).replace(/'/g, "'\\''")}'`;
  const simulated = manifest.data.simulated ? '<p class="note"><strong>It was trained on simulated rows.</strong></p>' : "";
  const labels = settings.hasHistory
    ? `<p>Truths that come late go to <code>POST /v1/${name}/labels</code>; predicted rows become part of their entities' past unless <code>?observe=false</code> is added.</p>`
    : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${docsStyle}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="note">${escapeHtml(name)}, version ${manifest.id.slice(0, 12)}, model “${escapeHtml(manifest.candidate.name)}”</p>
${simulated}
<h2>Try it</h2>
${tryForm(manifest, settings.secured)}
<h2>Request</h2>
<p><code>POST /v1/${name}/predict</code> with one row, or with <code>{"rows": […]}</code>.</p>
<table><thead><tr><th>Field</th><th>Takes</th><th>Meaning</th></tr></thead><tbody>
${fieldRows(manifest)}
</tbody></table>
<pre>${escapeHtml(curl)}</pre>
${labels}
<h2>Reply</h2>
<table><thead><tr><th>Field</th><th>Meaning</th></tr></thead><tbody>
${replyRows(manifest)}
</tbody></table>
<p>A failure is answered with <code>code</code>, <code>problem</code> and <code>fix</code>.</p>
<h2>Quality on the test rows</h2>
<table><thead><tr><th>Metric</th><th>Value</th><th>95 % interval</th></tr></thead><tbody>
${metricRows(manifest)}
</tbody></table>
<h2>Other doors</h2>
<p><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/metrics">Prometheus metrics</a> · <a href="/v2/models/${name}">Open Inference Protocol</a> · MLflow at <code>POST /invocations</code></p>
<script>${docsScript}</script>
</body></html>
`;
}
