import { rgb } from 'd3';
import type { PdfFile } from './file.ts';
import type { FontName } from './fonts.ts';
import { addImage } from './image.ts';
import { pdfNumber } from './path.ts';
import type { SvgNode } from './svg-nodes.ts';

/** The fonts, opacities, images and colour ramps of a page. Each method returns the name by which a content stream uses one. */
export class PdfResources {
  /** Characters that no standard font has. */
  readonly unknown = new Set<string>();
  /** The dictionary of what was used, once `finish` has been called. */
  readonly reference: string;
  readonly #file: PdfFile;
  readonly #definitions: ReadonlyMap<string, SvgNode>;
  /** By kind, the entries of the dictionary: name and object. */
  readonly #entries = {
    Font: new Map<string, string>(),
    ExtGState: new Map<string, string>(),
    XObject: new Map<string, string>(),
    Shading: new Map<string, string>(),
  };

  /** @param root the document, whose gradients and clips are used by their ids */
  constructor(file: PdfFile, root: SvgNode) {
    this.#file = file;
    this.reference = file.reserve();
    this.#definitions = new Map(definitionsOf(root));
  }

  font(name: FontName): string {
    const encoding = name === 'Symbol' ? '' : ' /Encoding /WinAnsiEncoding';
    return this.#name(
      'Font',
      `F${name}`,
      () => `<< /Type /Font /Subtype /Type1 /BaseFont /${name}${encoding} >>`,
    );
  }

  /** Null if both are 1. */
  opacity(fill: number, stroke: number): string | null {
    if (fill === 1 && stroke === 1) return null;
    const [ca, CA] = [pdfNumber(fill), pdfNumber(stroke)];
    return this.#name('ExtGState', `G${ca}-${CA}`, () => `<< /ca ${ca} /CA ${CA} >>`);
  }

  image(address: string): string {
    return this.#nameNew('XObject', addImage(this.#file, address));
  }

  /** The content drawn as a whole, and then with an opacity (ISO 32000-1, 11.6.6). */
  translucent(content: string, opacity: number): string {
    const far = 32_000;
    const entries = `/Type /XObject /Subtype /Form /BBox [${-far} ${-far} ${far} ${far}]`;
    const group = '/Group << /S /Transparency /I true >>';
    const form = this.#file.addStream(`${entries} ${group} /Resources ${this.reference}`, content);
    const state = this.opacity(opacity, opacity);
    return `${state === null ? '' : `${state} gs\n`}${this.#nameNew('XObject', form)} Do`;
  }

  /** The operators that clip to the rectangle of a `clipPath`, given as `url(#id)`. */
  clip(address: string): string {
    const { attributes = {} } = this.#definition(address.slice(5, -1)).children[0] ?? {};
    const box = ['x', 'y', 'width', 'height'].map((name) => pdfNumber(Number(attributes[name] ?? 0)));
    return `${box.join(' ')} re\nW n`;
  }

  /** The colours of a gradient from left to right (ISO 32000-1, 7.10.2 and 8.7.4.5.3). */
  shading(address: string, left: number, right: number): string {
    const stops = this.#definition(address.slice(1)).children.map(
      ({ attributes }) => attributes['stop-color']!,
    );
    const bytes = Uint8Array.from(
      stops.flatMap((color) => {
        const { r, g, b } = rgb(color);
        return [r, g, b];
      }),
    );
    const table = this.#file.addStream(
      `/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1] /Size [${stops.length}] /BitsPerSample 8`,
      bytes,
    );
    const ends = `${pdfNumber(left)} 0 ${pdfNumber(right)} 0`;
    const body = `<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [${ends}] /Function ${table} >>`;
    return this.#nameNew('Shading', this.#file.add(body));
  }

  finish(): void {
    const kinds = Object.entries(this.#entries).map(([kind, entries]) => {
      const list = Array.from(entries, ([name, object]) => `/${name} ${object}`).join(' ');
      return `/${kind} << ${list} >>`;
    });
    this.#file.set(this.reference, `<< ${kinds.join(' ')} >>`);
  }

  #definition(id: string): SvgNode {
    const found = this.#definitions.get(id);
    if (found === undefined) throw new Error(`expected an element with the id "${id}"`);
    return found;
  }

  #name(kind: 'Font' | 'ExtGState', name: string, body: () => string): string {
    const entries = this.#entries[kind];
    if (!entries.has(name)) entries.set(name, this.#file.add(body()));
    return `/${name}`;
  }

  #nameNew(kind: 'XObject' | 'Shading', object: string): string {
    const entries = this.#entries[kind];
    const name = `${kind[0]!}${entries.size}`;
    entries.set(name, object);
    return `/${name}`;
  }
}

function definitionsOf(node: SvgNode): [string, SvgNode][] {
  const { id } = node.attributes;
  return [
    ...(id === undefined ? [] : [[id, node] as [string, SvgNode]]),
    ...node.children.flatMap(definitionsOf),
  ];
}
