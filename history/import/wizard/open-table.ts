import { FORMAT_VERSION } from '../../types.ts';
import { unpacked } from '../files/bytes.ts';
import { jsonOf } from '../content.ts';
import { tableOfJson } from '../flat/json/json-table.ts';
import { typeJson, typePackedJson } from '../flat/json/json-cells.ts';
import { widened } from '../flat/long-table.ts';
import { withRowsInOrder } from '../flat/counters/rows-in-order.ts';
import type { FlatTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { describeRuns } from '../import-file.ts';
import { openText } from '../open.ts';
import { importErrorOf } from '../groups/read-bytes.ts';
import { titleOf } from '../files/title.ts';
import type { Context, Imported } from '../types.ts';
import { ForeignFileError } from '../types.ts';
import { runsOfRoles } from './apply.ts';
import { confidenceOf, guessRoles } from './guess.ts';
import type { ColumnChoice, ColumnGuess } from './guess.ts';

/** A file opened as a table, with guessed column roles. */
export interface OpenedTable {
  readonly fileName: string;
  /** Number of rows. */
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
  /** Overall confidence from 0 to 1; below 0.5 the guesses should be checked. */
  readonly confidence: number;
  /**
   * Returns the runs for the chosen roles, one choice per column.
   */
  readonly import: (choices: readonly ColumnChoice[]) => Imported;
}

/**
 * Opens a CSV or JSON table for import with chosen column roles, whatever its detected format.
 * @throws {ImportError} if the file is not a table.
 */
export function openTable(bytes: Uint8Array, fileName: string): OpenedTable {
  const notes: string[] = [];
  const context: Context = { fileName, title: titleOf(fileName), note: (sentence) => notes.push(sentence) };
  try {
    const table = withRowsInOrder(widened(readTable(bytes, context), context));
    const guesses = guessRoles(table);
    return {
      fileName,
      length: table.length,
      guesses,
      confidence: confidenceOf(guesses),
      import(choices) {
        const allNotes = [...notes];
        const runs = runsOfRoles(table, choices, 'table', {
          ...context,
          note: (sentence) => allNotes.push(sentence),
        });
        return {
          history: { version: FORMAT_VERSION, runs },
          format: 'table',
          notes: [describeRuns(runs), ...allNotes],
        };
      },
    };
  } catch (error) {
    throw importErrorOf(error, fileName);
  }
}

function readTable(bytes: Uint8Array, context: Context): FlatTable {
  const content = openText(unpacked(bytes, context), context);
  if (content.kind === 'table') return typeTexts(content.table, context);
  if (content.kind === 'records') return typePackedJson(content.table, context);
  const table = tableOfJson(jsonOf(content), context);
  if (!table) throw new ForeignFileError(`"${context.fileName}" is JSON, but not a table.`);
  return typeJson(table, context);
}
