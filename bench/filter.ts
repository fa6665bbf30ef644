import { evaluateFilter, parseFilter, type Condition } from '../analysis/index.ts';
import { createColumn, type Table } from '../history/index.ts';
import { median, printTable } from './table.ts';

const ROWS = 1_000_000;
const ROUNDS = 15;

const FILTERS = [
  'lr < 0.01',
  'lr < 0.01 and acc > 0.9 and 10 <= epoch',
  'lr < 0.01 and (act in ("relu", "gelu") or not acc >= 0.9)',
  'act == "relu" and net != "cnn" and act != net',
  'acc is nan or lr is missing or epoch is finite',
  'log10(lr) + acc * 2 > 0 and acc / lr < 100 and epoch % 5 == 0',
];

/** Evaluates filters of three comparisons over a million rows, each round over all rows. */
export function benchFilter(): void {
  const table = createTable();
  const lines = FILTERS.map((text) => {
    const parsed = parseFilter(text);
    if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
    const times = Array.from({ length: ROUNDS }, () => measure(parsed.ast, table));
    return [`\`${text}\``, Math.min(...times).toFixed(1), median(times).toFixed(1), times[0]!.toFixed(1)];
  });
  printTable(
    `Filter expressions over ${ROWS.toLocaleString('en')} rows, ms (${ROUNDS} rounds)`,
    ['filter', 'fastest', 'median', 'first'],
    lines,
  );
}

function measure(filter: Condition, table: Table): number {
  const start = performance.now();
  const result = evaluateFilter(filter, table);
  const time = performance.now() - start;
  if (!result.ok) throw new Error(result.error.message);
  return time;
}

/** Columns of numbers, one in 50 missing or NaN, and of texts. */
function createTable(): Table {
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const cells = (make: () => number | string | null) => Array.from({ length: ROWS }, make);
  const pick = (names: readonly string[]) => () => names[Math.floor(random() * names.length)]!;
  const column = (name: string, list: readonly (number | string | null)[]) =>
    createColumn({ name, role: 'parameter', direction: 'none' }, list);
  return {
    length: ROWS,
    columns: [
      column(
        'lr',
        cells(() => (random() < 0.02 ? null : 10 ** (-4 * random()))),
      ),
      column(
        'acc',
        cells(() => (random() < 0.02 ? NaN : random())),
      ),
      column(
        'epoch',
        cells(() => Math.floor(random() * 100)),
      ),
      column('act', cells(pick(['relu', 'tanh', 'gelu', 'sigmoid']))),
      column('net', cells(pick(['mlp', 'cnn', 'relu']))),
    ],
    runIndex: new Uint32Array(ROWS),
    recordIndex: new Int32Array(ROWS).fill(-1),
  };
}
