import type { Imports } from '../files/imports.svelte.ts';
import { filesOfHandles } from '../files/page-files.ts';
import type { Messages } from '../shell/messages.svelte.ts';
import { keepPage } from './keep-page.ts';

/** Opens files that the system passes to the installed page, and stores the page for visits without a network. */
export function startOffline(imports: Imports, messages: Messages): void {
  window.launchQueue?.setConsumer(({ files }) => {
    if (files.length > 0) void filesOfHandles(files).then((given) => imports.open(given));
  });
  const { serviceWorker } = navigator as Partial<Navigator>;
  // The dev server has no service worker.
  if (import.meta.env.MODE === 'development' || !serviceWorker) return;
  keepPage({
    serviceWorkers: serviceWorker,
    onVersion: (activate) =>
      messages.notice('A new version of Heddle is ready.', [], { label: 'Reload', run: activate }),
    reload: () => location.reload(),
  }).catch(() => {
    // A browser that refuses, as in private windows, loads the page from the network at each visit.
  });
}
