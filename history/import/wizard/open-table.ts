import { FORMAT_VERSION } from '../../types.ts';
import { unpacked } from '../files/bytes.ts';
import { jsonOf } from '../content.ts';
import { tableOfJson } from '../flat/json/json-table.ts';
import { typeJson, typePackedJson } from '../flat/json/json-cells.ts';
import type { FlatTable } from '../flat/table.ts';
import { typeTexts } from '../flat/text-cells.ts';
import { describeRuns } from '../import-file.ts';
import { openText } from '../open.ts';
import { importErrorOf } from '../units/read-bytes.ts';
import { titleOf } from '../files/title.ts';
import type { Context, Imported } from '../types.ts';
import { ForeignFileError } from '../types.ts';
import { runsOfRoles } from './apply.ts';
import { confidenceOf, guessRoles } from './guess.ts';
import type { ColumnChoice, ColumnGuess } from './guess.ts';

/** A file as the table that it is, with what its columns may be. */
export interface OpenedTable {
  readonly fileName: string;
  /** How many rows it has. */
  readonly length: number;
  readonly guesses: readonly ColumnGuess[];
  /** How sure they are, from 0 to 1; below a half somebody should look. */
  readonly confidence: number;
  /**
   * Its runs, where the columns are what was chosen: one choice for each, in their order.
   */
  readonly import: (choices: readonly ColumnChoice[]) => Imported;
}

/**
 * Opens a table, CSV or JSON, to be imported by choice of what its columns are, whatever format it may have.
 * @throws {ImportError} when the file is no table.
 */
export function openTable(bytes: Uint8Array, fileName: string): OpenedTable {
  const notes: string[] = [];
  const context: Context = { fileName, title: titleOf(fileName), note: (sentence) => notes.push(sentence) };
  try {
    const table = readTable(bytes, context);
    const guesses = guessRoles(table);
    return {
      fileName,
      length: table.length,
      guesses,
      confidence: confidenceOf(guesses),
      import(choices) {
        const said = [...notes];
        const runs = runsOfRoles(table, choices, 'table', {
          ...context,
          note: (sentence) => said.push(sentence),
        });
        return {
          history: { version: FORMAT_VERSION, runs },
          format: 'table',
          notes: [describeRuns(runs), ...said],
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
  const table = tableOfJson(jsonOf(content));
  if (!table) throw new ForeignFileError(`"${context.fileName}" is JSON, but no table of columns.`);
  return typeJson(table, context);
}
