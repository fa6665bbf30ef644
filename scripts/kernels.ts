/** Builds trainer/kernels/operations/binaries.ts from the AssemblyScript beside it: `npm run kernels`. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const assembly = new URL('../trainer/kernels/assembly/', import.meta.url);
export const binariesFile = new URL('../trainer/kernels/operations/binaries.ts', import.meta.url);

const features = { simd: ['simd'], relaxedSimd: ['simd', 'relaxed-simd'] };

/** Tells whether the binaries are those of the sources. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(assembly).sort())
    hash.update(name).update(readFileSync(new URL(name, assembly)));
  return hash.digest('hex').slice(0, 16);
}

async function compile(enabled: readonly string[]): Promise<string> {
  const { main } = await import('assemblyscript/asc');
  const root = fileURLToPath(assembly);
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main(
    [
      'index.ts',
      ...['--baseDir', root, '--outFile', 'kernels.wasm'],
      // They work in TensorFlow.js's memory, so they may have no data and no heap of their own.
      ...['-O3', '--noAssert', '--runtime', 'stub', '--importMemory'],
      // v128 passes between files of the module only, never to JavaScript.
      ...['--disableWarning', 'AS112'],
      ...enabled.flatMap((feature) => ['--enable', feature]),
    ],
    {
      writeFile: (_, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`the kernels do not compile: ${stderr.toString()}`, { cause: error });
  return Buffer.from(binary).toString('base64');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = [
    '/** Made by `npm run kernels` from assembly/: the same kernels for two sets of instructions, in base64. */',
    `export const sources = '${sourceHash()}';`,
  ];
  for (const [name, enabled] of Object.entries(features)) {
    lines.push('', `export const ${name} =`, `  '${await compile(enabled)}';`);
  }
  writeFileSync(binariesFile, `${lines.join('\n')}\n`);
}
