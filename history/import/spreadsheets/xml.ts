/** An element with its content as XML, and its attributes; an absent attribute is ''. */
export interface XmlElement {
  readonly content: string;
  readonly attribute: (name: string) => string;
}

/**
 * Returns the elements with a local name, which must not contain others of the same name: true of all parts of a workbook that
 * are read here. Comments and CDATA do not occur in these.
 */
export function elementsOf(xml: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const start = new RegExp(String.raw`<((?:\w+:)?${name})(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'g');
  for (let match = start.exec(xml); match !== null; match = start.exec(xml)) {
    const [tag, qualified, attributes] = match;
    const isEmpty = tag.endsWith('/>');
    const end = isEmpty ? start.lastIndex : xml.indexOf(`</${qualified!}>`, start.lastIndex);
    if (end < 0) break;
    found.push({
      content: isEmpty ? '' : xml.slice(start.lastIndex, end),
      attribute: (key) => {
        const value = new RegExp(String.raw`(?:^|\s)${key}\s*=\s*("[^"]*"|'[^']*')`).exec(attributes!)?.[1];
        return decodeXmlText(value?.slice(1, -1) ?? '');
      },
    });
    start.lastIndex = end;
  }
  return found;
}

/** Returns the text of a string item, without phonetic hints. */
export function textOfRuns(xml: string): string {
  const visible = xml.replaceAll(/<((?:\w+:)?rPh)\b.*?<\/\1>/gs, '');
  return elementsOf(visible, 't')
    .map(({ content }) => decodeXmlText(content))
    .join('');
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Replaces the references to characters; unknown ones are kept. */
export function decodeXmlText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES.get(name) ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
