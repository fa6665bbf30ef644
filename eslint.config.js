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

/** Folders that know no Svelte, DOM, canvas or worker, so that they run in a page, a worker and Node alike. */
const pureFolders = ['analysis', 'viz/core'];

/** What folders within a room may not import, beside what the room may not. */
const innerArrows = [
  {
    folder: 'viz/core',
    regex:
      '^\\.{1,2}/(?:.*/)?(?:api|canvas|drawing|export|gestures|gpu|plot|renderer|state)/|\\.svelte(?:\\.ts)?$',
    message: 'viz/core is the ground of viz: it imports no other folder of it.',
  },
  {
    folder: 'viz/canvas',
    regex: '^\\.{1,2}/(?:.*/)?gpu/',
    message: 'viz/canvas and viz/gpu meet in viz/renderer only.',
  },
  {
    folder: 'viz/gpu',
    regex: '^\\.{1,2}/(?:.*/)?canvas/',
    message: 'viz/canvas and viz/gpu meet in viz/renderer only.',
  },
];

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

/** What the files of a room may not import. */
function roomRestrictions(room) {
  const allowed = mayImport[room];
  const forbidden = rooms.filter((other) => other !== room && !allowed.includes(other));
  return [
    forbidden.length > 0 && {
      regex: into(forbidden),
      message: `${room} imports ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other room'}.`,
    },
    allowed.length > 0 && {
      regex: `${into(allowed)}(?!(?:scheduling/|importance/|format/|figures/)?index\\.ts$)`,
      message:
        'Import another room through its index.ts (or history/scheduling/index.ts, analysis/importance/index.ts, viz/format/index.ts, viz/figures/index.ts).',
    },
  ].filter(Boolean);
}

/** A later config replaces the rules of an earlier one, so each folder repeats those of its room. */
const arrows = [...rooms, ...new Set([...pureFolders, ...innerArrows.map(({ folder }) => folder)])].map(
  (folder) =>
    forbid(
      [`${folder}/**`],
      [
        ...roomRestrictions(folder.split('/', 1)[0]),
        ...innerArrows
          .filter((arrow) => arrow.folder === folder)
          .map(({ regex, message }) => ({ regex, message })),
        pureFolders.includes(folder) && {
          regex: PAGE_PACKAGES,
          message: `${folder} knows no Svelte, DOM, canvas or worker.`,
        },
      ].filter(Boolean),
    ),
);

const pure = {
  files: pureFolders.map((folder) => `${folder}/**`),
  rules: {
    'no-restricted-globals': [
      'error',
      ...PAGE_GLOBALS.map((name) => ({ name, message: 'This folder knows no DOM, canvas or worker.' })),
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
