import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';
import { ONE_FILE_TEMPLATE } from '../shared/one-file/content.ts';

/** Puts the scripts of workers into the script that starts them: a page opened from disk cannot load another file. */
export const inlineWorkers: Plugin = {
  name: 'heddle:inline-workers',
  enforce: 'pre',
  transform: {
    filter: { code: /\.worker\.ts\?worker'/ },
    handler: (code) => ({
      code: code.replaceAll(".worker.ts?worker'", ".worker.ts?worker&inline'"),
      map: null,
    }),
  },
};

const sourceOf = (file: Rolldown.OutputAsset) =>
  typeof file.source === 'string' ? file.source : new TextDecoder().decode(file.source);

/** Text for the inside of a script element, which ends at `</script` and reads `<!--` in a way of its own. */
const escapeScript = (code: string) => code.replaceAll(/<(?=\/script|!--)/gi, '\\x3C');

/** The content of a style element ends at `</style`. */
const escapeStyle = (css: string) => css.replaceAll(/<(?=\/style)/gi, '\\3C ');

/** The page runs its own script and nothing else, and asks no network. Styles of elements are set by its components. */
function policyOf(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Joins page, script, styles and notices of a build to one HTML file, with a Content-Security-Policy that allows this script only. */
export const joinedPage: Plugin = {
  name: 'heddle:joined-page',
  enforce: 'post',
  generateBundle: {
    // After Vite's own plugins, which complete the script.
    order: 'post',
    handler(_, bundle) {
      const files = Object.values(bundle);
      const chunks = files.filter((file) => file.type === 'chunk');
      const assets = files.filter((file) => file.type === 'asset');
      const [chunk, other] = chunks;
      if (chunk === undefined || other !== undefined)
        this.error(
          `Expected one script, got ${String(chunks.length)}: ${chunks.map(({ fileName }) => fileName).join(', ')}.`,
        );
      const page = assets.find(({ fileName }) => fileName.endsWith('.html'));
      if (page === undefined) this.error('There is no page to put the script into.');
      const script = escapeScript(chunk.code.trim());
      const endingWith = (end: string) =>
        assets
          .filter(({ fileName }) => fileName.endsWith(end))
          .map(sourceOf)
          .join('\n');
      const html = sourceOf(page)
        .replaceAll(/[ \t]*<(?:script[^>]*><\/script|link rel="(?:stylesheet|modulepreload)"[^>]*)>\n?/g, '')
        .replace(
          '<head>',
          () => `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policyOf(script)}" />`,
        )
        .replace('</head>', () => `  <style>${escapeStyle(endingWith('.css'))}</style>\n  </head>`)
        .replace('</body>', () =>
          [
            `  <script type="module">${script}</script>`,
            `    <script type="text/plain" id="third-party-notices">${escapeScript(endingWith('.txt'))}</script>`,
            '  </body>',
          ].join('\n'),
        );
      for (const { fileName } of files) Reflect.deleteProperty(bundle, fileName);
      this.emitFile({ type: 'asset', fileName: ONE_FILE_TEMPLATE, source: html });
    },
  },
};
