/** What TypeScript's library does not know yet: Chromium's way to choose a folder. */
interface Window {
  showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle>;
}
