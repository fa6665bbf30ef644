import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const rooms = ['history', 'analysis', 'trainer', 'viz', 'src'];

/**
 * The arrows: history is the ground, analysis and trainer stand on it apart, viz shows what analysis finds, src joins
 * them.
 */
const mayImport = {
  history: [],
  analysis: ['history'],
  trainer: ['history'],
  viz: ['history', 'analysis'],
  src: ['history', 'analysis', 'trainer', 'viz'],
};

/** Rooms that know no Svelte, DOM, canvas or worker, so that they run in a page, a worker and Node alike. */
const pureRooms = ['analysis'];

/** Packages that need a page or a worker. */
const PAGE_PACKAGES = '^(?:svelte|comlink|dexie|bits-ui|@lucide/svelte)(?:[-/].*)?$';

/** Globals that exist in a page or a worker only. */
const PAGE_GLOBALS = [
  'window',
  'self',
  'document',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'addEventListener',
  'removeEventListener',
  'postMessage',
  'importScripts',
  'requestAnimationFrame',
  'requestIdleCallback',
  'getComputedStyle',
  'matchMedia',
  'Worker',
  'SharedWorker',
  'OffscreenCanvas',
  'CanvasRenderingContext2D',
  'ImageBitmap',
  'createImageBitmap',
  'Image',
  'Element',
  'HTMLElement',
  'HTMLCanvasElement',
  'SVGElement',
  'Node',
  'DOMParser',
  'ResizeObserver',
  'MutationObserver',
];

/** Rooms name each other by relative paths that go through the room's own folder. */
const into = (others) => `^\\.{1,2}/(?:.*/)?(${others.join('|')})/`;

/** A config that forbids imports in `files` that match `regex`, at the top of a file, at run time and in types. */
function forbid(files, restrictions) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: restrictions }],
      'no-restricted-syntax': [
        'error',
        ...restrictions.flatMap(({ regex, message }) => {
          const path = `/${regex.replaceAll('/', '\\/')}/`;
          return [
            { selector: `ImportExpression[source.value=${path}]`, message },
            { selector: `TSImportType[source.value=${path}]`, message },
          ];
        }),
      ],
    },
  };
}

const arrows = rooms.map((room) => {
  const allowed = mayImport[room];
  const forbidden = rooms.filter((other) => other !== room && !allowed.includes(other));
  return forbid(
    [`${room}/**`],
    [
      forbidden.length > 0 && {
        regex: into(forbidden),
        message: `${room} imports ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other room'}.`,
      },
      allowed.length > 0 && {
        regex: `${into(allowed)}(?!(?:scheduling/)?index\\.ts$)`,
        message: 'Import another room through its index.ts (or history/scheduling/index.ts).',
      },
      pureRooms.includes(room) && {
        regex: PAGE_PACKAGES,
        message: `${room} knows no Svelte, DOM, canvas or worker.`,
      },
    ].filter(Boolean),
  );
});

const pure = {
  files: pureRooms.map((room) => `${room}/**`),
  rules: {
    'no-restricted-globals': [
      'error',
      ...PAGE_GLOBALS.map((name) => ({ name, message: 'This room knows no DOM, canvas or worker.' })),
    ],
  },
};

export default ts.config(
  {
    ignores: ['dist/', 'dist-lib/', 'dist-cli/', 'dist-examples/', 'node_modules/', 'coverage/', '.heddle/'],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['error'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      // Svelte's own compiler reports undefined names, and knows runes and snippets.
      'no-undef': 'off',
    },
  },
  ...arrows,
  pure,
  {
    files: ['**/*.ts'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['scripts/**', 'bench/**', 'fixtures/**', 'src/cli/**'],
    rules: { 'no-console': 'off' },
  },
);
