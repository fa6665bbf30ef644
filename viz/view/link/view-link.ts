import { defaultPalette, type Palette } from '../../core/color/palette.ts';
import { defaultStyle, type LineStyle } from '../../core/raster/style.ts';
import { angleText, brushText, stepText } from './filter-text.ts';
import { part, partOfProperty, type LinkPart } from './link.ts';
import {
  bandsSchema,
  bestSchema,
  categoryOrderSchema,
  classesSchema,
  domainSchema,
  filterShape,
  lineShape,
  objectiveSchema,
  overlaySchema,
  rampSchema,
  scaleSchema,
} from '../schemas.ts';
import {
  checked,
  decodeName,
  encodeName,
  entries,
  list,
  names,
  readBounds,
  readNumber,
  splitList,
  word,
  type TextCodec,
} from './text.ts';
import type { PlotView } from '../plot-view.ts';

/** `viridis`, or `viridis~` if reversed. */
const rampText: TextCodec<Palette> = {
  write: (palette) => (palette.reversed ? `${palette.ramp}~` : palette.ramp),
  read: (text) => ({
    ...rampSchema.parse({ ramp: text.replace(/~$/, ''), reversed: text.endsWith('~') }),
    classes: defaultPalette.classes,
  }),
};

/** `width:1.3,opacity:auto,curve:0.5,mode:density`; default values are omitted. */
const linesText: TextCodec<LineStyle> = {
  write: (lines) =>
    LINE_KEYS.filter((key) => lines[key] !== defaultStyle[key])
      .map((key) => `${key}:${String(lines[key] ?? 'auto')}`)
      .join(','),
  read(text, skip) {
    const lines = { ...defaultStyle };
    for (const item of splitList(text)) {
      const [name, value] = item.split(':');
      const key = LINE_KEYS.find((each) => each === name);
      try {
        if (key === undefined) skip(item);
        else Object.assign(lines, { [key]: lineShape[key].parse(lineValue(key, value)) });
      } catch {
        skip(item);
      }
    }
    return lines;
  },
};

const LINE_KEYS = ['width', 'opacity', 'curve', 'mode'] as const;

/** The value of a part of a link; opacity is null for `auto`. */
function lineValue(key: (typeof LINE_KEYS)[number], text = ''): unknown {
  if (key === 'mode') return text;
  return text === 'auto' ? null : readNumber(text);
}

/** `20` or `20:valid_loss`: the number of rows, and the column unless it is the target. */
const bestText = checked(bestSchema, {
  write: ({ count, by }) => (by === undefined ? String(count) : `${String(count)}:${encodeName(by)}`),
  read(text) {
    const [count, by] = text.split(':');
    return { count: readNumber(count), ...(by === undefined ? {} : { by: decodeName(by) }) };
  },
});

/** `valid_loss` or `valid_loss:min`. */
const objectiveText = checked(objectiveSchema, {
  write: ({ metric, direction }) =>
    [encodeName(metric), ...(direction === undefined ? [] : [direction])].join(':'),
  read(text) {
    const [metric = '', direction] = text.split(':');
    return { metric: decodeName(metric), ...(direction === undefined ? {} : { direction }) };
  },
});

/** The name of a column; no text without one. */
function columnPart(key: string): LinkPart<string | undefined> {
  return {
    keys: [key],
    write: (name) => (name === undefined ? null : encodeName(name)),
    read: (text) => decodeName(text),
  };
}

/** The texts of each setting of a view in a link. */
const links: { readonly [Name in keyof Required<PlotView>]: readonly LinkPart<PlotView[Name]>[] } = {
  order: [part(names, 'order')],
  hidden: [part(names, 'hidden')],
  shown: [part(names, 'shown')],
  inverted: [part(names, 'inverted')],
  scales: [
    part(
      entries(
        scaleSchema,
        ({ column, type }) => [encodeName(column), type],
        (name, [type]) => ({ column: name, type }),
      ),
      'scales',
    ),
  ],
  categoryOrders: [
    part(
      entries(
        categoryOrderSchema,
        ({ column, names }) => [column, ...names].map(encodeName),
        (name, all) => ({ column: name, names: all.map(decodeName) }),
      ),
      'categories',
      'categoryOrders',
    ),
  ],
  domains: [
    part(
      entries(
        domainSchema,
        ({ column, min, max }) => [encodeName(column), String(min), String(max)],
        (name, [min, max]) => ({ column: name, ...readBounds(min, max) }),
      ),
      'domains',
    ),
  ],
  brushes: [part(list(brushText), 'brushes')],
  negated: [part(names, 'negated')],
  angles: [part(list(angleText), 'angles')],
  combine: [part(word(filterShape.combine), 'match', 'combine')],
  condition: [
    {
      keys: ['filter'],
      write: (condition) => (condition === undefined ? null : encodeName(condition)),
      read: (text) => decodeName(text),
    },
  ],
  steps: [part(list(stepText, ';'), 'steps')],
  objective: [
    {
      keys: ['objective'],
      write: (value) => (value === undefined ? null : objectiveText.write(value)),
      read: (text, _, skip) => objectiveText.read(text, skip),
    },
  ],
  colorBy: [
    {
      keys: ['color', 'colorBy'],
      write: (name) => (typeof name === 'string' ? encodeName(name) : null),
      read: (text) => decodeName(text),
    },
    { keys: ['plain'], write: (name) => (name === null ? '' : null), read: () => null },
  ],
  palette: [
    {
      keys: ['ramp'],
      write: (palette) => rampText.write(palette),
      read: (text, palette, skip) => ({ ...rampText.read(text, skip), classes: palette.classes }),
    },
    partOfProperty<Palette, 'classes'>('classes', part(word(classesSchema), 'classes')),
  ],
  lines: [part(linesText, 'lines')],
  best: [
    {
      keys: ['best'],
      write: (value) => (value === null ? null : bestText.write(value)),
      read: (text, _, skip) => bestText.read(text, skip),
    },
  ],
  bands: [part(word(bandsSchema), 'bands')],
  marks: [part(list(word(overlaySchema)), 'marks')],
  facet: [columnPart('facet')],
  weight: [columnPart('weight')],
};

const partsOfSetting = <Name extends keyof PlotView>(name: Name) =>
  links[name].map((each) => partOfProperty<PlotView, Name>(name, each as LinkPart<PlotView[Name]>));

/** The parts of a link to a view. */
export const viewLink: readonly LinkPart<PlotView>[] = (Object.keys(links) as (keyof PlotView)[]).flatMap(
  (name) => partsOfSetting(name),
);
