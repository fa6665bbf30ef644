import type { Run } from '../../../history/index.ts';
import { diagnose, type FitJob } from '../../../trainer/index.ts';
import { tableHead, tableLine, testLine } from './report.ts';

export interface RunPrinter {
  /** A run has grown. Runs of no job are not printed. */
  add(run: Run): void;
  /** Nothing more comes of a job. */
  end(job: FitJob): void;
}

/**
 * Prints each run's table of epochs: the first run that has not ended line by line as it grows, those behind it once it
 * has. So the output is the same however many runs are trained side by side.
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
        if (printed === 0 && run.records.length > 0) print(tableHead(run));
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
  const ailments = diagnose(run).map(
    ({ epoch, text }) => `${run.name}, since epoch ${String(epoch)}: ${text}`,
  );
  return [...(test === null ? [] : [test]), ...ailments];
}
