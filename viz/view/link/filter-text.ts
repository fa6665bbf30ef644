import type { AngleBrush } from '../../core/brush/angles.ts';
import type { Brush, FilterStepView } from '../plot-view.ts';
import { angleSchema, brushSchema, stepSchema } from '../schemas.ts';
import {
  checked,
  decodeName,
  encodeName,
  list,
  names,
  readBounds,
  readNumber,
  type TextCodec,
} from './text.ts';

/** `valid_acc:range:0.97:0.98`, `activation:is:relu:tanh`, `valid_loss:lanes:~nan`. */
export const brushText: TextCodec<Brush> = checked(brushSchema, {
  write(brush) {
    const lanes = (brush.lanes ?? []).map((lane) => `~${lane}`);
    const column = encodeName(brush.column);
    switch (brush.kind) {
      case 'range':
        return [column, 'range', brush.min, brush.max, ...lanes].join(':');
      case 'categories':
        return [column, 'is', ...brush.values.map(encodeName), ...lanes].join(':');
      case 'lanes':
        return [column, 'lanes', ...lanes].join(':');
    }
  },
  read(text) {
    const [column = '', kind, ...parts] = text.split(':');
    const lanes = parts.filter((part) => part.startsWith('~')).map((part) => part.slice(1));
    const values = parts.filter((part) => !part.startsWith('~'));
    const rest = { column: decodeName(column), ...(lanes.length > 0 ? { lanes } : {}) };
    switch (kind) {
      case 'range':
        return { ...rest, kind, ...readBounds(values[0], values[1]) };
      case 'is':
        return { ...rest, kind: 'categories', values: values.map(decodeName) };
      default:
        return { ...rest, kind };
    }
  },
});

/**
 * `lr:log:acc:linear~@0@1:-0.2:0.1:not`: each axis with its scale, a tilde if it is inverted, and its limits if they are
 * fixed; then the slopes.
 */
export const angleText: TextCodec<AngleBrush> = checked(angleSchema, {
  write({ left, right, min, max, negated }) {
    const axes = [left, right].flatMap(({ column, scale, inverted, domain }) => [
      encodeName(column),
      [inverted ? `${scale}~` : scale, ...(domain === undefined ? [] : [domain.min, domain.max])].join('@'),
    ]);
    return [...axes, min, max, ...(negated ? ['not'] : [])].join(':');
  },
  read(text) {
    const [left = '', leftScale = '', right = '', rightScale = '', min, max, not] = text.split(':');
    const axis = (column: string, words: string) => {
      const [scale = '', ...ends] = words.split('@');
      return {
        column: decodeName(column),
        scale: scale.replace(/~$/, ''),
        inverted: scale.endsWith('~'),
        ...(ends.length === 0 ? {} : { domain: { min: readNumber(ends[0]), max: readNumber(ends[1]) } }),
      };
    };
    return {
      left: axis(left, leftScale),
      right: axis(right, rightScale),
      ...readBounds(min, max),
      negated: not === 'not',
    };
  },
});

/** Rejects a step with an invalid part, since the step would select other rows without that part. */
function refuse(part: string): never {
  throw new Error(`cannot read "${part}"`);
}

const brushes = list(brushText);
const angles = list(angleText);

/**
 * `keep|all|lr:range:0:1,activation:is:relu|lr|`: the action, how brushes combine, the brushes, the negated columns, the
 * angles.
 */
export const stepText: TextCodec<FilterStepView> = checked(stepSchema, {
  write: (step) =>
    [
      step.action,
      step.combine,
      brushes.write(step.brushes),
      names.write(step.negated),
      angles.write(step.angles),
      ...(step.condition === undefined ? [] : [encodeName(step.condition)]),
    ].join('|'),
  read(text) {
    const [action, combine, brushed = '', negated = '', slopes = '', condition] = text.split('|');
    return {
      action,
      combine,
      brushes: brushes.read(brushed, refuse),
      negated: names.read(negated, refuse),
      angles: angles.read(slopes, refuse),
      ...(condition === undefined ? {} : { condition: decodeName(condition) }),
    };
  },
});
