import { FOLDER_FORMATS } from './folders.ts';
import { FORMATS } from './formats.ts';
import { groupBy } from './shared/group-by.ts';

/** The import formats in alphabetical order, with the descriptions of all their forms. */
export const IMPORT_FORMATS: readonly { readonly name: string; readonly description: string }[] = [
  ...groupBy([...FORMATS, ...FOLDER_FORMATS], ({ name }) => name),
]
  .map(([name, all]) => ({
    name,
    description: [...new Set(all.map(({ description }) => description))].join('; '),
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
