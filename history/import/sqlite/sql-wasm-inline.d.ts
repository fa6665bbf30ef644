/** The build of sql.js that carries its WebAssembly with it, so that no other file must be found or fetched. */
declare module 'sql.js/dist/sql-wasm-inline.js' {
  export { default } from 'sql.js';
}
