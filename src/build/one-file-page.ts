import { build, type Plugin, type Rolldown } from 'vite';
import { ONE_FILE_TEMPLATE } from '../shared/one-file/content.ts';

/** Builds the page in one file, without runs. */
async function buildTemplate(root: string): Promise<string | Uint8Array> {
  const { output } = (await build({
    configFile: `${root}/vite.one-file.config.ts`,
    logLevel: 'warn',
  })) as Rolldown.RolldownOutput;
  const page = output.find(({ fileName }) => fileName === ONE_FILE_TEMPLATE);
  if (page?.type !== 'asset')
    throw new Error(`The build of the page in one file has no ${ONE_FILE_TEMPLATE}.`);
  return page.source;
}

/** Ships the template of a page in one file with the page: emitted by the build, built on request by the dev server. */
export function oneFilePage(root: string): Plugin {
  let isWritten = true;
  return {
    name: 'heddle:one-file-page',
    configResolved({ build: { write } }) {
      // A build in memory, which weighs the page, needs no template.
      isWritten = write;
    },
    async generateBundle() {
      if (!isWritten) return;
      this.emitFile({ type: 'asset', fileName: ONE_FILE_TEMPLATE, source: await buildTemplate(root) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url !== `/${ONE_FILE_TEMPLATE}`) {
          next();
          return;
        }
        buildTemplate(root).then((source) => {
          response.setHeader('Content-Type', 'text/html');
          response.end(source);
        }, next);
      });
    },
  };
}
