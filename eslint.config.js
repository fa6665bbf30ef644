import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const room = (target, from, message) => ({ target: `./${target}`, from: from.map((f) => `./${f}`), message });

/** The arrows between the rooms: history is the ground, trainer and viz stand on it apart, src joins them. */
const arrows = [
  room('history', ['trainer', 'viz', 'src'], 'history is the ground: it imports no room.'),
  room('trainer', ['viz', 'src'], 'trainer imports only history: it draws nothing.'),
  room('viz', ['trainer', 'src'], 'viz imports only history: it trains nothing.'),
];

const door = (room, visitors) => ({
  target: visitors.map((visitor) => `./${visitor}`),
  from: `./${room}`,
  except: ['./index.ts'],
  message: `Import ${room}/index.ts: the rest of the room is its own affair.`,
});

/** A room is entered by its index, so that what lies behind can move. */
const doors = [door('history', ['trainer', 'viz', 'src']), door('trainer', ['src']), door('viz', ['src'])];

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.heddle/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...arrows, ...doors] }],
      'import-x/no-cycle': 'error',
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
  {
    files: ['**/*.ts'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['scripts/**', 'bench/**', 'fixtures/**', 'src/cli/**'],
    rules: { 'no-console': 'off' },
  },
);
