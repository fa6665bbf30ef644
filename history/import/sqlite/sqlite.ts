import type { Run } from '../../types.ts';
import { startsWith } from '../files/bytes.ts';
import { ImportError } from '../types.ts';
import type { Context, Format } from '../types.ts';
import { openDatabase } from './database.ts';
import type { Tables } from './database.ts';
import { readMlflow } from '../mlflow/mlflow-database.ts';
import { readNni } from '../searches/nni-database.ts';
import { readOptuna } from '../optuna/optuna-database.ts';
import { readTrackio } from '../trackers/trackio-database.ts';

/** An SQLite database of Optuna, MLflow, trackio or NNI, identified by its tables. */
export const sqlite: Format = {
  name: 'sqlite',
  description: 'SQLite databases of Optuna, MLflow, trackio and NNI',
  detect: (content) => content.kind === 'bytes' && startsWith(content.bytes, 'SQLite format 3\0'),
  read: (content, context) => (content.kind === 'bytes' ? readDatabase(content.bytes, context) : []),
};

/** For each tool the columns that identify its database, and its reader. */
const TOOLS: readonly {
  readonly columns: readonly (readonly [table: string, column: string])[];
  readonly read: (tables: Tables, context: Context) => Run[];
}[] = [
  {
    columns: [
      ['studies', 'study_name'],
      ['trials', 'state'],
    ],
    read: readOptuna,
  },
  {
    columns: [
      ['experiments', 'experiment_id'],
      ['runs', 'run_uuid'],
    ],
    read: readMlflow,
  },
  {
    columns: [
      ['metrics', 'run_name'],
      ['metrics', 'metrics'],
    ],
    read: readTrackio,
  },
  {
    columns: [
      ['TrialJobEvent', 'trialJobId'],
      ['MetricData', 'data'],
    ],
    read: readNni,
  },
];

async function readDatabase(bytes: Uint8Array, context: Context): Promise<Run[]> {
  const tables = await openDatabase(bytes, context);
  try {
    const tool = TOOLS.find(({ columns }) =>
      columns.every(([table, column]) => tables.columns.get(table)?.has(column)),
    );
    if (tool) return tool.read(tables, context);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImportError(`"${context.fileName}" is a damaged database: ${reason}.`, { cause: error });
  } finally {
    tables.close();
  }
  const names = [...tables.columns.keys()].slice(0, 8).join(', ');
  const found = names === '' ? 'no tables' : `the tables ${names}`;
  throw new ImportError(
    `"${context.fileName}" is an SQLite database with ${found}, none of Optuna, MLflow, trackio or NNI.`,
  );
}
