/** Part of an XML document that is written already; made by `element` and `text` alone, so nothing in it is unescaped. */
export interface Xml {
  readonly xml: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What no XML 1.0 document may hold, however it is written: most control characters, and halves of pairs. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text
    .replace(forbidden, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Text as it stands, whatever is in it. */
export function text(content: string): Xml {
  return { xml: escape(content) };
}

/** An element. Numbers get two decimals, a hundredth of a pixel; attributes that are undefined are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly Xml[]): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? decimal(value) : escape(value!)}"`);
  const content = children.map(({ xml }) => xml).join('');
  return {
    xml:
      content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`,
  };
}

export function group(attributes: Attributes, children: readonly Xml[]): Xml {
  return element('g', attributes, ...children);
}

/** A length with at most two decimals. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}
