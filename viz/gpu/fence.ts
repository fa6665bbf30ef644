/**
 * Resolves when the context has executed all commands: reading pixels earlier would block the thread. Rejects if the
 * context is lost.
 */
export function finished(gl: WebGL2RenderingContext): Promise<void> {
  const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  gl.flush();
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const ask = () => port2.postMessage(null);
    port1.onmessage = () => {
      if (sync === null || gl.isContextLost()) reject(new Error('the drawing context is lost'));
      else if (gl.getSyncParameter(sync, gl.SYNC_STATUS) === gl.SIGNALED) resolve();
      else return void setTimeout(ask);
      gl.deleteSync(sync);
      port1.close();
    };
    ask();
  });
}
