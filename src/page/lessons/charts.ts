import type { Run } from '../../../history/index.ts';
import type { ChartName } from './lesson.ts';
import { outputMoments } from './moments.ts';
import { byLayer, last } from './readings.ts';

/** A series of a chart: the bars of a run, or the curve of an activation. */
export interface ChartSeries {
  readonly name: string;
  readonly activation: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface LessonChart {
  readonly kind: 'bars' | 'curves';
  readonly title: string;
  readonly x: string;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  readonly series: readonly ChartSeries[];
}

/** The chart of a lesson's runs. Points that are not finite, or not positive on a logarithmic scale, are left out. */
export function lessonChart(name: ChartName, runs: readonly Run[]): LessonChart {
  switch (name) {
    case 'gradients':
      return {
        ...{ kind: 'bars', title: 'Gradient (RMS) of each layer’s weights', x: 'layer' },
        ...{ isLogX: false, isLogY: true },
        series: runs.map((run) => seriesOf(run, byLayer(run, 'grad'), true)),
      };
    case 'spreads':
      return {
        ...{ kind: 'bars', title: 'Standard deviation of each layer’s outputs', x: 'layer' },
        ...{ isLogX: false, isLogY: false },
        series: runs.map((run) =>
          seriesOf(
            run,
            outputMoments(run).map(({ stdDev }) => stdDev),
            false,
          ),
        ),
      };
    case 'rates':
      return {
        ...{ kind: 'curves', title: 'Training loss at the end by learning rate', x: 'learning rate' },
        ...{ isLogX: true, isLogY: true },
        series: [...new Set(runs.map(activationOf))].map((activation) => ({
          name: activation,
          activation,
          points: runs
            .filter((run) => activationOf(run) === activation)
            .map((run) => ({ x: Number(run.parameters['learning_rate']), y: last(run, 'train_loss') }))
            .filter(({ y }) => isDrawn(y, true))
            .sort((a, b) => a.x - b.x),
        })),
      };
  }
}

function seriesOf(run: Run, values: readonly number[], isLog: boolean): ChartSeries {
  const points = values.map((y, i) => ({ x: i + 1, y })).filter(({ y }) => isDrawn(y, isLog));
  return { name: run.name, activation: activationOf(run), points };
}

const activationOf = ({ parameters }: Run) => String(parameters['activation']);

const isDrawn = (y: number, isLog: boolean) => Number.isFinite(y) && (!isLog || y > 0);
