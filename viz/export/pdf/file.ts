import { zlibSync } from 'fflate';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** The objects of a PDF file, numbered from 1. */
export class PdfFile {
  readonly #objects: Uint8Array[][] = [];

  /** Adds an object, and returns a reference to it. */
  add(body: string): string {
    this.#objects.push([latin1(body)]);
    return `${this.#objects.length} 0 R`;
  }

  /** Adds an object whose body is set later, and returns a reference to it. */
  reserve(): string {
    return this.add('null');
  }

  /** Sets the body of the object that a reference names. */
  set(reference: string, body: string): void {
    this.#objects[Number.parseInt(reference) - 1] = [latin1(body)];
  }

  /** Adds a compressed stream with the entries of its dictionary, and returns a reference to it. */
  addStream(entries: string, content: string | Uint8Array): string {
    const bytes = zlibSync(typeof content === 'string' ? latin1(content) : content);
    const head = `<< ${entries} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\n`;
    this.#objects.push([latin1(head), bytes, latin1('\nendstream')]);
    return `${this.#objects.length} 0 R`;
  }

  /** The bytes of the file (ISO 32000-1, 7.5). */
  write(catalog: string, info: string): Uint8Array<ArrayBuffer> {
    const parts: Uint8Array[] = [];
    let length = 0;
    const push = (part: Uint8Array) => {
      parts.push(part);
      length += part.length;
    };
    // Bytes above 127 mark the file as binary.
    push(latin1('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'));
    const offsets = this.#objects.map((object, index) => {
      const offset = length;
      push(latin1(`${index + 1} 0 obj\n`));
      object.forEach(push);
      push(latin1('\nendobj\n'));
      return offset;
    });
    const start = length;
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    push(latin1(`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`));
    const trailer = `<< /Size ${offsets.length + 1} /Root ${catalog} /Info ${info} >>`;
    push(latin1(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`));
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

/** Text outside of content streams, such as a title: UTF-16 with a byte order mark, in hexadecimal digits. */
export function pdfText(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return `<${[0xfeff, ...units].map((unit) => unit.toString(16).padStart(4, '0')).join('')}>`;
}
