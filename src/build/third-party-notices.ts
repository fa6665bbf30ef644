import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const FILE = 'THIRD-PARTY-NOTICES.txt';
const LICENCE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

/**
 * Writes the licences of all bundled packages into the build as `THIRD-PARTY-NOTICES.txt`.
 *
 * @returns the plugin of the main build, and the one of its workers, which adds their packages
 */
export function thirdPartyNotices(): { readonly main: Plugin; readonly worker: Plugin } {
  const folders = new Set<string>();
  const collect = (id: string) => {
    const folder = packageFolder(id.replace(/^\0/, '').replace(/\?.*$/, ''));
    if (folder !== null) folders.add(folder);
  };
  return {
    main: {
      name: 'heddle:third-party-notices',
      moduleParsed: ({ id }) => collect(id),
      async generateBundle() {
        const notices = await Promise.all([...folders].map(noticeOf));
        const source = [...new Set(notices)].sort().join(`\n${'-'.repeat(80)}\n\n`);
        this.emitFile({ type: 'asset', fileName: FILE, source });
      },
    },
    worker: { name: 'heddle:third-party-notices-of-workers', moduleParsed: ({ id }) => collect(id) },
  };
}

/** The folder of the package that a module belongs to; null for the project's own modules. */
function packageFolder(file: string): string | null {
  // Of nested packages the innermost. Folders whose names begin with a dot are caches of tools.
  const folder = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/.@][^/]*)\//.exec(file)?.[1];
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : null;
}

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as PackageJson;
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const head = `${name ?? basename(folder)} ${version ?? ''}\nLicence: ${license ?? 'see below'}`;
  return `${[head, ...texts.map((text) => text.trim())].join('\n\n')}\n`;
}
