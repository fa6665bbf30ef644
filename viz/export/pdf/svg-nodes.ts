/** An element of an SVG document. */
export interface SvgNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly SvgNode[];
  /** The text directly inside the element. */
  readonly text: string;
}

const TOKEN = /<(\/?)([A-Za-z]+)((?: [\w-]+="[^"]*")*)(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const unescape = (text: string) =>
  text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name] ?? '');

/**
 * Parses what `element` and `text` of `viz/export` write: elements, attributes in double quotes and four entities.
 * @throws {Error} for anything else
 */
export function parseSvg(svg: string): SvgNode {
  interface OpenNode extends SvgNode {
    readonly children: SvgNode[];
    text: string;
  }
  const root: OpenNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (let at = 0; at < svg.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(svg);
    const parent = open.at(-1)!;
    if (found === null) throw new Error(`expected an element or text, got "${svg.slice(at, at + 40)}"`);
    const [, closing, name = '', list = '', isEmpty, words] = found;
    if (words !== undefined) parent.text += unescape(words);
    else if (closing === '/') {
      if (parent.name !== name) throw new Error(`expected </${parent.name}>, got </${name}>`);
      open.pop();
    } else {
      const attributes = Object.fromEntries(
        Array.from(list.matchAll(/ ([\w-]+)="([^"]*)"/g), ([, key, value]) => [key!, unescape(value!)]),
      );
      const node: OpenNode = { name, attributes, children: [], text: '' };
      parent.children.push(node);
      if (isEmpty === '') open.push(node);
    }
  }
  const [svgNode] = root.children;
  if (open.length > 1 || svgNode?.name !== 'svg') throw new Error('expected a complete svg element');
  return svgNode;
}
