import { unzlibSync } from 'fflate';

interface ReadObject {
  readonly dictionary: string;
  /** Inflated. */
  readonly stream: Uint8Array | null;
}

export interface ReadPdf {
  /** By number. */
  readonly objects: ReadonlyMap<number, ReadObject>;
  /** Width and height of the page in points. */
  readonly size: readonly [number, number];
  /** The operators of the page. */
  readonly content: string;
  /** The texts that are shown, as Windows-1254, which differs from Windows-1252 in Turkish letters, without their outlines. */
  readonly texts: readonly string[];
}

/** Reads a PDF by its cross-reference table; throws where an offset is not that of its object. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const latin1 = Buffer.from(bytes).toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(latin1)?.[1]);
  const rows = Array.from(latin1.slice(start).matchAll(/(\d{10}) (\d{5}) ([nf]) \n/g));
  const objects = new Map(
    rows.flatMap(([, offset, , kind], number): [number, ReadObject][] => {
      if (kind === 'f') return [];
      const body = latin1.slice(Number(offset));
      if (!body.startsWith(`${number} 0 obj\n`)) throw new Error(`no object ${number} at ${offset}`);
      const end = body.indexOf('\nstream\n');
      const close = body.indexOf('\nendobj\n');
      if (end < 0 || end > close) return [[number, { dictionary: body.slice(0, close), stream: null }]];
      const length = Number(/\/Length (\d+)/.exec(body)?.[1]);
      const from = Number(offset) + end + '\nstream\n'.length;
      const after = latin1.slice(from + length);
      if (!after.startsWith('\nendstream\nendobj\n')) throw new Error(`the length of ${number} is wrong`);
      const stream = unzlibSync(bytes.subarray(from, from + length));
      return [[number, { dictionary: body.slice(0, end), stream }]];
    }),
  );
  const page = Array.from(objects.values()).find(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(page?.dictionary ?? '');
  const contents = Number(/\/Contents (\d+) 0 R/.exec(page?.dictionary ?? '')?.[1]);
  const content = Buffer.from(objects.get(contents)!.stream!).toString('latin1');
  const texts = Array.from(content.matchAll(/BT 0 Tr\n([^]*?)\nET/g), ([, body]) =>
    Array.from(body!.matchAll(/<([0-9a-f]*)> Tj/g), ([, codes]) =>
      new TextDecoder('windows-1254').decode(Buffer.from(codes!, 'hex')),
    ).join(''),
  );
  return { objects, size: [Number(box?.[1]), Number(box?.[2])], content, texts };
}
