/** Options of the system that the tests of tuning write into a folder of their own. */
interface MoodySettings {
  /** Source text of the space. */
  readonly space?: string;
  /** Milliseconds that each fit takes. */
  readonly slowMs?: number;
}

const usualSpace = 'searchSpace({ penalty: numberRange(1e-4, 100, { scale: "log" }) })';

/**
 * A system.ts whose candidate "moody" does what its parameter `mood` says: behave, throw, hang, answer NaN, fill the heap, fill
 * memory outside the heap, or end its process. A second candidate has no space.
 */
export function moodySystem({ space = usualSpace, slowMs = 0 }: MoodySettings = {}): string {
  return `import {
  binary, candidate, column, defineSystem, integerRange, logisticRegression, numberRange, numeric, oneOf, onlyWhen, rocAuc, searchSpace,
  simulate, stratifiedSplit, z,
} from "millwright";

const hoard: unknown[] = [];

async function misbehave(mood: string): Promise<void> {
  if (mood === "throws") throw new Error("the trial threw");
  if (mood === "hangs") for (;;);
  if (mood === "fills the heap") for (;;) hoard.push({ text: String(hoard.length).repeat(40) });
  if (mood === "fills memory") for (;;) hoard.push(new Float64Array(1e6).fill(1));
  if (mood === "ends its process") process.exit(7);
  await new Promise((resolve) => setTimeout(resolve, ${slowMs}));
}

function moody({ mood = "good", penalty = 1 }: { mood?: string; penalty?: number }) {
  const inner = logisticRegression({ penalty });
  return {
    ...inner,
    fit: async (...words: Parameters<typeof inner.fit>) => {
      await misbehave(mood);
      const fitted = await inner.fit(...words);
      if (mood !== "NaN") return fitted;
      return { ...fitted, predict: (features) => ({ ...fitted.predict(features), values: new Float64Array(features.rows).fill(Number.NaN) }) };
    },
  };
}

const features = [numeric("months"), numeric("calls")];

export default defineSystem({
  name: "moody",
  title: "Does tuning go on?",
  row: z.object({ months: column.number(), calls: column.number(), churned: column.boolean() }),
  setup: { goal: "Test.", requirements: [] },
  data: {
    sample: () => simulate({
      name: "customers",
      rows: (random) => Array.from({ length: 400 }, () => {
        const [months, calls] = [random.integer(60), random.poisson(1.5)];
        return { months, calls, churned: random.next() < 1 / (1 + Math.exp(0.06 * months - 0.8 * calls)) };
      }),
    }),
    split: stratifiedSplit({ by: "churned", validation: 0.2, test: 0.2 }),
  },
  modeling: {
    task: binary({ target: "churned", metrics: [rocAuc] }),
    candidates: [
      candidate("moody", {
        features,
        estimator: moody({}),
        search: { space: ${space}, estimator: (values: { mood?: string; penalty?: number }) => moody(values) },
      }),
      candidate("plain", { features, estimator: logisticRegression() }),
    ],
  },
});
`;
}
