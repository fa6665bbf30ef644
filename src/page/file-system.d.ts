/** What TypeScript's library does not know yet: how Chromium chooses a folder, and opens files of the system in an installed page. */
interface Window {
  readonly launchQueue?: {
    setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
  };
  showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle>;
}
