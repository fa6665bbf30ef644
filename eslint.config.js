import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const rooms = ['history', 'trainer', 'viz', 'src'];

/** The arrows: history is the ground, trainer and viz stand on it apart, src joins them. */
const mayImport = { history: [], trainer: ['history'], viz: ['history'], src: ['history', 'trainer', 'viz'] };

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
        regex: `${into(allowed)}(?!index\\.ts$)`,
        message: 'A room is entered by its index.ts: what lies behind is its own affair.',
      },
    ].filter(Boolean),
  );
});

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
  {
    files: ['**/*.ts'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['scripts/**', 'bench/**', 'fixtures/**', 'src/cli/**'],
    rules: { 'no-console': 'off' },
  },
);
