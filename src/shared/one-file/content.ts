import { packHistory, unpackHistory, type History } from '../../../history/index.ts';

/** What a page in one file shows. */
export interface OneFileContent {
  readonly history: History;
  /** The hash of a link to the view, without `#`. */
  readonly view: string;
}

/** The file of the built page that holds the template. */
export const ONE_FILE_TEMPLATE = 'one-file.html';

/** The template has the content in its place. It is a comment, so that a template by itself is a page without runs. */
const PLACE = '<!--heddle-content-->';

/** Ids of the data blocks that hold the content. */
export const BLOCKS = { view: 'heddle-view', runs: 'heddle-runs' } as const;

/** Bytes that are turned into text at once: a multiple of 3, so that base64 of parts can be joined. */
const BASE64_STEP = 3 * 2 ** 13;

/**
 * Returns the text of a page that shows `content` and needs no other file: the template with two data blocks, of which
 * the browser runs nothing. The runs are their columns, gzipped, in base64.
 * @throws {Error} if the template has no place for the content
 */
export async function writeOneFile(template: string, { history, view }: OneFileContent): Promise<string> {
  const at = template.indexOf(PLACE);
  if (at < 0) throw new Error(`The template of a page in one file has no ${PLACE}.`);
  const runs = base64Of(await piped(packHistory(history), new CompressionStream('gzip')));
  // In a script element only "<" could begin its end.
  const escaped = JSON.stringify(view).replaceAll('<', '\\u003c');
  return [
    template.slice(0, at),
    `<script type="application/json" id="${BLOCKS.view}">${escaped}</script>\n`,
    `<script type="application/octet-stream" id="${BLOCKS.runs}">${runs}</script>`,
    template.slice(at + PLACE.length),
  ].join('');
}

/**
 * Reads the data blocks of a page in one file.
 * @throws {HistoryError} if the runs are incomplete
 */
export async function readOneFile(blocks: {
  readonly view: string;
  readonly runs: string;
}): Promise<OneFileContent> {
  const packed = await piped(bytesOfBase64(blocks.runs), new DecompressionStream('gzip'));
  return { history: unpackHistory(packed), view: JSON.parse(blocks.view) as string };
}

async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(through)).arrayBuffer());
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += BASE64_STEP)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + BASE64_STEP))));
  return parts.join('');
}

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}
