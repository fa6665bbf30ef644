import type { Group, ImportanceReport } from '../../../analysis/importance/index.ts';
import { formatValue } from '../../../viz/index.ts';

const count = (value: number) => value.toLocaleString('en');

/** `0.001 – 0.01`, `relu`, `missing`. */
export function describeGroup(group: Group): string {
  if (group.kind === 'category') return group.category;
  if (group.kind === 'special') return group.value;
  const { low, high } = group;
  return low === high ? formatValue(low) : `${shorten(low)} – ${shorten(high)}`;
}

/** The ends of a range describe where its values lie, so three digits are enough; whole numbers are shown whole. */
function shorten(value: number): string {
  return formatValue(Number.isInteger(value) ? value : Number(value.toPrecision(3)));
}

/** Why there are no bars, and what to do. Null if there are. */
export function describeProblem(report: ImportanceReport, objective: string): string | null {
  switch (report.problem) {
    case 'text':
      return `${objective} has texts, not numbers. Choose another objective.`;
    case 'rows':
      return `Importance needs at least five runs with a finite ${objective}; there are ${count(report.available)}. Clear ranges or filters, or open more runs.`;
    case 'equal':
      return `All ${count(report.count)} runs have the same ${objective}, so there is nothing to explain. Choose another objective.`;
    case 'parameters':
      return `No parameter varies among these ${count(report.count)} runs. Clear ranges or filters, or open runs with other parameters.`;
    case null:
      return null;
  }
}

/** How reliable the report is and what it leaves out, in sentences. */
export function describeReport(report: ImportanceReport, objective: string): string[] {
  const { available, leftOut, excluded } = report;
  const sentences: string[] = [];
  if (report.count < 30) {
    sentences.push(
      `Only ${count(report.count)} runs: intervals are wide, and the order may be due to chance.`,
    );
  }
  if (report.problem === null) {
    sentences.push(
      `The parameters explain ${(100 * report.explained).toFixed(0)} % of the variance of ${objective} (ranks) in runs that were held out.`,
    );
  }
  if (available > report.count) {
    sentences.push(`A sample of ${count(report.count)} of ${count(available)} runs is used.`);
  }
  if (leftOut > 0) {
    sentences.push(
      `${count(leftOut)} ${leftOut === 1 ? 'run' : 'runs'} without a finite ${objective} left out.`,
    );
  }
  for (const [reason, label] of [
    ['constant', 'Constant'],
    ['identifier', 'Identifiers'],
    ['time', 'Times'],
  ] as const) {
    const names = excluded.filter((each) => each.reason === reason).map(({ name }) => name);
    if (names.length > 0) sentences.push(`${label}: ${names.join(', ')}.`);
  }
  return sentences;
}
