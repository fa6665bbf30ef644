/** Downloads `content` as a file called `name`. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the URL after this task; revoking it now would download an empty file.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
