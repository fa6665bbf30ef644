/** Offers `content` to the person as a file called `name`. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this task; a revoked one would give an empty file.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
