import type { ArrowTable, ArrowVector, PlotCell, PlotColumn, PlotValues } from '../types.ts';

/** Arrow's identifiers of the types `Date` and `Timestamp`, whose cells are milliseconds. */
const dateTypes: readonly unknown[] = [8, 10];

/** Whether `data` is a table of Apache Arrow, of any version. */
export function isArrow(data: object): data is ArrowTable {
  return 'numRows' in data && 'schema' in data && 'getChild' in data && typeof data.getChild === 'function';
}

/** The columns of a table of Apache Arrow. Numbers without missing cells are not read one by one. */
export function columnsOfArrow(table: ArrowTable): PlotColumn[] {
  return table.schema.fields.map(({ name, type }) => {
    const vector = table.getChild(name);
    if (vector === null)
      throw new Error(`column "${name}": it is in the schema of the table, but not in its data`);
    const isDate = dateTypes.includes(type?.typeId);
    const numbers = vector.nullCount === 0 && !isDate ? (vector.toArray?.() as PlotValues) : undefined;
    return {
      name,
      values:
        ArrayBuffer.isView(numbers) && numbers.length === vector.length ? numbers : cellsOf(vector, isDate),
    };
  });
}

function cellsOf(vector: ArrowVector, isDate: boolean): PlotCell[] {
  return Array.from({ length: vector.length }, (_, row) => {
    const cell = vector.get(row) as PlotCell;
    return isDate && typeof cell === 'number' ? new Date(cell) : cell;
  });
}
