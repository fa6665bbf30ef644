/** The median of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints rows as a Markdown table. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  console.log(`${title}\n`);
  console.log(`| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  console.log();
}

/** Prints one number per name as a Mermaid line chart, for Markdown. */
export function printChart(title: string, unit: string, numbers: ReadonlyMap<string, number>): void {
  const names = Array.from(numbers.keys(), (name) => `"${name}"`);
  const line = Array.from(numbers.values(), (number) => number.toPrecision(3));
  console.log('```mermaid\nxychart-beta');
  console.log(`  title "${title}"`);
  console.log(`  x-axis [${names.join(', ')}]`);
  console.log(`  y-axis "${unit}"`);
  console.log(`  line [${line.join(', ')}]`);
  console.log('```\n');
}
