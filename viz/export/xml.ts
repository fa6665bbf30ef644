/** A serialised part of an XML document. Created by `element` and `text` only, so that everything is escaped. */
export interface Xml {
  readonly xml: string;
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Characters that are invalid in XML 1.0 even if escaped: most control characters, and lone surrogates. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function escape(text: string): string {
  return text
    .replace(forbidden, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Escapes text. */
export function text(content: string): Xml {
  return { xml: escape(content) };
}

/** Serialises an element. Numbers have at most two decimals; undefined attributes are omitted. */
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
