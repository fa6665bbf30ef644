import { part, type LinkedSetting, type TextCodec } from '../../../../viz/index.ts';
import { VIEWS, type ViewName } from '../link/view-names.ts';

/** The view at the right of wide screens; null for one that suits the first, `none` for no second view. */
export type SecondView = ViewName | 'none' | null;

/** The second views by default, the first that is not shown already. */
const DEFAULTS: readonly ViewName[] = ['curves', 'table'];

/** The second view beside the first one; null if there is none. A view is never shown twice. */
export function secondView(chosen: SecondView, first: ViewName): ViewName | null {
  if (chosen === 'none') return null;
  if (chosen !== null && chosen !== first) return chosen;
  return DEFAULTS.find((name) => name !== first)!;
}

const secondText: TextCodec<ViewName | 'none'> = {
  write: (view) => view,
  read(text) {
    const view = [...VIEWS, 'none' as const].find((name) => name === text);
    if (view === undefined) throw new Error(`expected none, ${VIEWS.join(', ')}, got "${text}"`);
    return view;
  },
};

const secondPart = part(secondText, 'second');

/** `second=scatter`, `second=none`. */
export const secondSetting: LinkedSetting<SecondView> = {
  initial: null,
  link: [
    {
      ...secondPart,
      write: (view) => (view === null ? null : secondText.write(view)),
      read: (text, _, skip) => secondText.read(text, skip),
    },
  ],
};
