import type { TableOptions } from '../../../history/index.ts';
import type { Pin } from '../plot/pins.ts';
import { defaultLines, defaultPalette, parseView, type PlotView } from '../../../viz/index.ts';

/** What a link to the page holds: which rows the table has, everything done to the plot, and the lines that are pinned. */
export interface PageView {
  readonly rows: TableOptions;
  readonly plot: PlotView;
  readonly pins: readonly Pin[];
}

/**
 * A name as part of a list in a link. Beside what a hash must not hold, it escapes the marks that the lists below
 * are built with.
 */
const encode = (text: string) => encodeURIComponent(text).replace(/[~!'()*]/g, hexadecimal);
const hexadecimal = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
const decode = decodeURIComponent;

type Brush = PlotView['brushes'][number];
type Step = PlotView['steps'][number];

/** `valid_acc:range:0.97:0.98`, `activation:is:relu:tanh`, `valid_loss:lanes:~nan`. */
function encodeBrush(brush: Brush): string {
  const lanes = (brush.lanes ?? []).map((lane) => `~${lane}`);
  switch (brush.kind) {
    case 'range':
      return [encode(brush.column), 'range', brush.min, brush.max, ...lanes].join(':');
    case 'categories':
      return [encode(brush.column), 'is', ...brush.values.map(encode), ...lanes].join(':');
    case 'lanes':
      return [encode(brush.column), 'lanes', ...lanes].join(':');
  }
}

/** Unchecked: `parseView` judges the result. */
function decodeBrush(text: string): unknown {
  const [column = '', kind, ...parts] = text.split(':');
  const lanes = parts.filter((part) => part.startsWith('~')).map((part) => part.slice(1));
  const values = parts.filter((part) => !part.startsWith('~'));
  const rest = { column: decode(column), ...(lanes.length > 0 ? { lanes } : {}) };
  switch (kind) {
    case 'range':
      return { ...rest, kind, min: Number(values[0]), max: Number(values[1]) };
    case 'is':
      return { ...rest, kind: 'categories', values: values.map(decode) };
    default:
      return { ...rest, kind };
  }
}

type Angle = PlotView['angles'][number];

/**
 * `lr:log:acc:linear~@0@1:-0.2:0.1:not`: each axis with its scale, a tilde where it is inverted and its ends where they
 * were fixed, then the slopes.
 */
function encodeAngle({ left, right, min, max, negated }: Angle): string {
  const axes = [left, right].flatMap(({ column, scale, inverted, domain }) => [
    encode(column),
    [inverted ? `${scale}~` : scale, ...(domain === undefined ? [] : [domain.min, domain.max])].join('@'),
  ]);
  return [...axes, min, max, ...(negated ? ['not'] : [])].join(':');
}

/** Unchecked, as `decodeBrush` is. */
function decodeAngle(text: string): unknown {
  const [left = '', leftScale = '', right = '', rightScale = '', min, max, not] = text.split(':');
  const axis = (column: string, words: string) => {
    const [scale = '', ...ends] = words.split('@');
    const [low, high] = ends.map(Number);
    return {
      column: decode(column),
      scale: scale.replace(/~$/, ''),
      inverted: scale.endsWith('~'),
      ...(ends.length === 0 ? {} : { domain: { min: low, max: high } }),
    };
  };
  return {
    left: axis(left, leftScale),
    right: axis(right, rightScale),
    min: Number(min),
    max: Number(max),
    negated: not === 'not',
  };
}

/**
 * `keep|all|lr:range:0:1,activation:is:relu|lr|`: the action, how brushes combine, the brushes, the negated columns, the
 * angles.
 */
function encodeStep({ action, combine, brushes, negated, angles }: Step): string {
  const parts = [brushes.map(encodeBrush), negated.map(encode), angles.map(encodeAngle)];
  return [action, combine, ...parts.map((part) => part.join(','))].join('|');
}

/** Unchecked, as `decodeBrush` is. */
function decodeStep(text: string): unknown {
  const [action, combine, brushes = '', negated = '', angles = ''] = text.split('|');
  return {
    action,
    combine,
    brushes: items(brushes).map(decodeBrush),
    negated: items(negated).map(decode),
    angles: items(angles).map(decodeAngle),
  };
}

const items = (list: string) => list.split(',').filter((item) => item !== '');

function encodeRows(rows: TableOptions): string {
  if (rows.rows === 'epochs') return 'epochs';
  return typeof rows.value === 'object' ? `epoch-${rows.value.epoch}` : rows.value;
}

function decodeRows(text: string): TableOptions {
  const epoch = /^epoch-([1-9]\d*)$/.exec(text);
  if (epoch) return { rows: 'runs', value: { epoch: Number(epoch[1]) } };
  if (text === 'best' || text === 'last') return { rows: 'runs', value: text };
  if (text === 'epochs') return { rows: 'epochs' };
  throw new Error(`rows: expected epochs, best, last or epoch-N, got "${text}"`);
}

/** `viridis`, `viridis~`: reversed with a tilde. */
function encodeRamp({ ramp, reversed }: PlotView['palette']): string {
  return reversed ? `${ramp}~` : ramp;
}

/** Unchecked, as `decodeBrush` is. */
function decodePalette(ramp: string | undefined, classes: string | undefined): unknown {
  return {
    ...(ramp === undefined ? {} : { ramp: ramp.replace(/~$/, ''), reversed: ramp.endsWith('~') }),
    ...(classes === undefined ? {} : { classes }),
  };
}

/** `width:1.3,opacity:auto,curve:0.5`: what is as at first is left out. */
function encodeLines(lines: PlotView['lines']): string {
  const changed = LINE_KEYS.filter((key) => lines[key] !== defaultLines[key]);
  return changed.map((key) => `${key}:${lines[key] ?? 'auto'}`).join(',');
}

/** Unchecked, as `decodeBrush` is. */
function decodeLines(text: string): unknown {
  const pairs = items(text).map((item) => {
    const [key = '', value = ''] = item.split(':');
    return [key, value === 'auto' ? null : Number(value)] as const;
  });
  return Object.fromEntries(pairs);
}

const LINE_KEYS = ['width', 'opacity', 'curve'] as const;

/** `20`, `20:valid_loss`: how many of the best rows are in front, and by which column if not by the target. */
function encodeBest({ count, by }: NonNullable<PlotView['best']>): string {
  return by === undefined ? String(count) : `${String(count)}:${encode(by)}`;
}

/** Unchecked, as `decodeBrush` is. */
function decodeBest(text: string | undefined): unknown {
  if (text === undefined) return null;
  const [count, by] = text.split(':');
  return { count: Number(count), ...(by === undefined ? {} : { by: decode(by) }) };
}

/** `run@12`: epoch 12 of a run; without an epoch the run as a whole. */
function encodePin({ run, epoch }: Pin): string {
  return epoch === null ? encode(run) : `${encode(run)}@${String(epoch)}`;
}

function decodePin(text: string): Pin {
  const [run = '', epoch] = text.split('@');
  if (epoch === undefined) return { run: decode(run), epoch: null };
  if (epoch === '' || !Number.isFinite(Number(epoch)))
    throw new Error(`pins: expected RUN or RUN@EPOCH, got "${text}"`);
  return { run: decode(run), epoch: Number(epoch) };
}

const lists = ['order', 'hidden', 'shown', 'inverted', 'negated', 'marks'] as const;

/** The hash of a link, without `#`: readable pairs, to be edited by hand; what is as at first is left out. */
export function writeLink({ rows, plot, pins: pinned }: PageView): string {
  const pairs: string[] = [];
  if (rows.rows !== 'epochs') pairs.push(`rows=${encodeRows(rows)}`);
  for (const key of lists) {
    if (plot[key].length > 0) pairs.push(`${key}=${plot[key].map(encode).join(',')}`);
  }
  if (plot.scales.length > 0) {
    pairs.push(`scales=${plot.scales.map(({ column, type }) => `${encode(column)}:${type}`).join(',')}`);
  }
  if (plot.categoryOrders.length > 0) {
    const orders = plot.categoryOrders.map((each) => [each.column, ...each.names].map(encode).join(':'));
    pairs.push(`categories=${orders.join(',')}`);
  }
  if (plot.domains.length > 0) {
    const domains = plot.domains.map(({ column, min, max }) => [encode(column), min, max].join(':'));
    pairs.push(`domains=${domains.join(',')}`);
  }
  if (plot.brushes.length > 0) pairs.push(`brushes=${plot.brushes.map(encodeBrush).join(',')}`);
  if (plot.angles.length > 0) pairs.push(`angles=${plot.angles.map(encodeAngle).join(',')}`);
  if (plot.combine === 'any') pairs.push('match=any');
  if (plot.steps.length > 0) pairs.push(`steps=${plot.steps.map(encodeStep).join(';')}`);
  if (plot.colorBy !== undefined)
    pairs.push(plot.colorBy === null ? 'plain' : `color=${encode(plot.colorBy)}`);
  const ramp = encodeRamp(plot.palette);
  if (ramp !== encodeRamp(defaultPalette)) pairs.push(`ramp=${ramp}`);
  if (plot.palette.classes !== defaultPalette.classes) pairs.push(`classes=${plot.palette.classes}`);
  const lines = encodeLines(plot.lines);
  if (lines !== '') pairs.push(`lines=${lines}`);
  if (plot.best !== null) pairs.push(`best=${encodeBest(plot.best)}`);
  if (pinned.length > 0) pairs.push(`pins=${pinned.map(encodePin).join(',')}`);
  return pairs.join('&');
}

/** The view that a hash stands for. Throws an error that names the pair that cannot be read. */
export function readLink(hash: string): PageView {
  const pairs = new Map(
    hash
      .replace(/^#/, '')
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      }),
  );
  const list = (key: string) => items(pairs.get(key) ?? '');
  const color = pairs.get('color');
  return {
    rows: decodeRows(pairs.get('rows') ?? 'epochs'),
    pins: list('pins').map(decodePin),
    plot: parseView({
      ...Object.fromEntries(lists.map((key) => [key, list(key).map(decode)])),
      scales: list('scales').map((item) => {
        const [column = '', type] = item.split(':');
        return { column: decode(column), type };
      }),
      categoryOrders: list('categories').map((item) => {
        const [column = '', ...names] = item.split(':').map(decode);
        return { column, names };
      }),
      domains: list('domains').map((item) => {
        const [column = '', min, max] = item.split(':');
        return { column: decode(column), min: Number(min), max: Number(max) };
      }),
      brushes: list('brushes').map(decodeBrush),
      angles: list('angles').map(decodeAngle),
      combine: pairs.get('match') ?? 'all',
      steps: (pairs.get('steps') ?? '')
        .split(';')
        .filter((step) => step !== '')
        .map(decodeStep),
      lines: decodeLines(pairs.get('lines') ?? ''),
      best: decodeBest(pairs.get('best')),
      palette: decodePalette(pairs.get('ramp'), pairs.get('classes')),
      ...(pairs.has('plain') ? { colorBy: null } : color === undefined ? {} : { colorBy: decode(color) }),
    }),
  };
}
