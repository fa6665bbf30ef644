import type { Run } from '../../../../history/index.ts';
import { diagnose, type FitJob } from '../../../../trainer/index.ts';
import { terminalText } from '../../terminal-text.ts';
import { tableHead, tableLine } from './printed-table.ts';
import { testLine } from './report.ts';

export interface RunPrinter {
  /** Adds the new state of a run. Runs without a job are not printed. */
  add(run: Run): void;
  /** Marks a job as ended. */
  end(job: FitJob): void;
}

/**
 * Prints each run's table of epochs: the first unfinished run line by line as it grows, the following ones after it has
 * ended. The output does not depend on the number of parallel runs.
 */
export function createRunPrinter(
  jobs: readonly FitJob[],
  print: (text: string) => void,
  isColored: boolean,
): RunPrinter {
  const indices = new Map(jobs.map(({ id }, index) => [id, index]));
  const runs = new Map<number, Run>();
  const ended = new Set<number>();
  let front = 0;
  let printed = 0;

  const printFront = () => {
    for (; front < jobs.length; front++, printed = 0) {
      const run = runs.get(front);
      if (run) {
        const [first] = run.records;
        if (printed === 0 && first) print(`\n${terminalText(run.name)}\n${tableHead(first)}`);
        for (; printed < run.records.length; printed++) print(tableLine(run.records[printed]!, isColored));
      }
      if (!ended.has(front)) return;
      if (run) for (const line of endLines(run)) print(line);
      runs.delete(front);
    }
  };
  return {
    add(run) {
      const index = indices.get(run.id);
      if (index === undefined) return;
      runs.set(index, run);
      if (index === front) printFront();
    },
    end({ index }) {
      ended.add(index);
      printFront();
    },
  };
}

function endLines(run: Run): string[] {
  const test = testLine(run);
  const diagnoses = diagnose(run).map(
    ({ epoch, text }) => `${terminalText(run.name)}, since epoch ${String(epoch)}: ${text}`,
  );
  return [...(test === null ? [] : [test]), ...diagnoses];
}
