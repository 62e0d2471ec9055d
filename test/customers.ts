import { random } from "../src/kernels/index.ts";

const contracts = ["month to month", "one year", "two years"] as const;
const leaving = { "month to month": 0.5, "one year": 0.15, "two years": 0.05 } as const;

/** A made-up CSV file of customers: who leaves depends on contract and charge, so there is something to learn. */
export function customersCsv(rows: number, seed: number): string {
  const stream = random(seed);
  const lines = ["customer_id,signed_up,age,postcode,contract,monthly charge,newsletter,region,churned"];
  for (let row = 0; row < rows; row++) {
    const contract = contracts[stream.integer(3)] ?? "one year";
    const charge = 20 + 80 * stream.next();
    const left = stream.next() < leaving[contract] + (charge - 60) / 160;
    const day = new Date(Date.UTC(2024, 0, 1 + stream.integer(600))).toISOString().slice(0, 10);
    const age = stream.next() < 0.05 ? "" : String(18 + stream.integer(60));
    const postcode = String(stream.integer(40)).padStart(5, "0");
    const newsletter = stream.next() < 0.5 ? "true" : "false";
    lines.push([`C${row}`, day, age, postcode, contract, charge.toFixed(2), newsletter, "north", left ? "yes" : "no"].join(","));
  }
  return `${lines.join("\n")}\n`;
}
