import { withResolution } from './png-file.ts';

/**
 * Renders an SVG document as a PNG file with `scale` pixels per CSS pixel. `resolution`: the dots per inch that the file
 * states; null for none. Rejects if the browser cannot render it, for
 * example because it is too large.
 */
export async function toPng(svg: string, scale: number, resolution: number | null = null): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null)
          reject(new Error(`cannot create an image of ${canvas.width} × ${canvas.height} pixels`));
        else resolve(blob);
      }, 'image/png');
    });
    if (resolution === null) return png;
    return new Blob([withResolution(new Uint8Array(await png.arrayBuffer()), resolution)], {
      type: png.type,
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
