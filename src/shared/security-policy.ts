/**
 * What the page may load and run: its own files only. WebAssembly is compiled for the kernels, and elements have style attributes.
 * Workers and pictures are also made from memory.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The Content-Security-Policy in the built page, for hosts that send no headers. `frame-ancestors` has no effect there. */
export const PAGE_POLICY = DIRECTIVES.join('; ');

/** The headers of every response of the servers. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [...DIRECTIVES, "frame-ancestors 'none'"].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
