import type { RasterReply, RasterRequest } from './raster-service.ts';

/** Receives drawing requests: a worker, or the page itself. */
export interface RasterPort {
  send(request: RasterRequest): void;
}

/** More would not be faster: showing the pictures then takes most of the time. */
const maxWorkers = 4;

type OpenPort = (onReply: (reply: RasterReply) => void) => RasterPort;

/** Opens a port per CPU core, at most `maxWorkers`, whose requests wait until `load` returns how to open one. */
export function openPorts(
  load: () => Promise<OpenPort>,
  onReply: (reply: RasterReply) => void,
): readonly RasterPort[] {
  const count = Math.max(1, Math.min(maxWorkers, navigator.hardwareConcurrency || 1));
  const loading = load();
  return Array.from({ length: count }, () =>
    openWhenLoaded(
      loading.then((open) => open(onReply)),
      onReply,
    ),
  );
}

/** Forwards requests to a port that is being loaded. If it cannot be loaded, drawings fail. */
function openWhenLoaded(loading: Promise<RasterPort>, onReply: (reply: RasterReply) => void): RasterPort {
  let port: RasterPort | null = null;
  const opened = loading.then((loaded) => (port = loaded));
  return {
    send(request) {
      if (port !== null) port.send(request);
      else
        opened.then(
          (loaded) => loaded.send(request),
          (error: unknown) => {
            if (request.kind !== 'draw') return;
            const message = error instanceof Error ? error.message : String(error);
            onReply({ ticket: request.ticket, patches: null, error: message });
          },
        );
    },
  };
}
