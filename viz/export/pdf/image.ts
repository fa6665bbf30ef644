import { unzlibSync } from 'fflate';
import type { PdfFile } from './file.ts';

/**
 * Adds an image from the data URL of a PNG file that `encodePng` wrote, with its opacities as a soft mask. Returns a
 * reference to it.
 */
export function addImage(file: PdfFile, address: string): string {
  const png = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
  const view = new DataView(png.buffer);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  // After the signature and the header: one chunk with its length, type, data and checksum.
  const rows = unzlibSync(png.subarray(41, 41 + view.getUint32(33)));
  const stride = 4 * width;
  const [colors, opacities] = [new Uint8Array(3 * width * height), new Uint8Array(width * height)];
  const line = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1) + 1;
    // The filter "Up": differences from the row above.
    for (let x = 0; x < stride; x++) line[x]! += rows[start + x]!;
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      colors.set(line.subarray(4 * x, 4 * x + 3), 3 * pixel);
      opacities[pixel] = line[4 * x + 3]!;
    }
  }
  const head = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8`;
  const mask = file.addStream(`${head} /ColorSpace /DeviceGray`, opacities);
  return file.addStream(`${head} /ColorSpace /DeviceRGB /SMask ${mask}`, colors);
}
