/** Compiles the raster's AssemblyScript into viz/core/raster/kernel/bytes.ts: `npm run raster-kernel`. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const assembly = new URL('../viz/core/raster/kernel/assembly/', import.meta.url);
const bytesFile = new URL('../viz/core/raster/kernel/bytes.ts', import.meta.url);

/** Tells whether the bytes are those of the sources. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(assembly).sort())
    hash.update(name).update(readFileSync(new URL(name, assembly)));
  return hash.digest('hex').slice(0, 16);
}

async function compile(): Promise<string> {
  const { main } = await import('assemblyscript/asc');
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await main(
    [
      'index.ts',
      ...['--baseDir', fileURLToPath(assembly), '--outFile', 'kernel.wasm'],
      ...['-O3', '--noAssert', '--runtime', 'minimal', '--use', 'abort='],
      // Positions beyond what an integer holds are clamped, not an error.
      ...['simd', 'bulk-memory', 'nontrapping-f2i'].flatMap((feature) => ['--enable', feature]),
      // v128 passes between files of the module only, never to JavaScript.
      ...['--disableWarning', 'AS112'],
    ],
    {
      writeFile: (_, contents) => {
        bytes = contents as Uint8Array;
      },
    },
  );
  if (error || !bytes) throw new Error(`the kernel does not compile: ${stderr.toString()}`, { cause: error });
  return Buffer.from(bytes).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = [
    '/** Made by `npm run raster-kernel` from assembly/, in base64. */',
    `export const sources = '${sourceHash()}';`,
    '',
    `export const base64 =\n  '${await compile()}';`,
  ];
  writeFileSync(bytesFile, `${lines.join('\n')}\n`);
}
