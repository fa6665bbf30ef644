/** out[i] = table[bytes[i]], with a table of 256 numbers. */
export function lookup(bytes: usize, table: usize, out: usize, count: usize): void {
  const end = bytes + count;
  for (; bytes + 4 <= end; bytes += 4) {
    store<f32>(out, load<f32>(table + ((load<u8>(bytes) as usize) << 2)));
    store<f32>(out, load<f32>(table + ((load<u8>(bytes, 1) as usize) << 2)), 4);
    store<f32>(out, load<f32>(table + ((load<u8>(bytes, 2) as usize) << 2)), 8);
    store<f32>(out, load<f32>(table + ((load<u8>(bytes, 3) as usize) << 2)), 12);
    out += 16;
  }
  for (; bytes < end; bytes++) {
    store<f32>(out, load<f32>(table + ((load<u8>(bytes) as usize) << 2)));
    out += 4;
  }
}
