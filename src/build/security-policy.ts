import type { Plugin } from 'vite';
import { PAGE_POLICY } from '../shared/security-policy.ts';

/** Puts the Content-Security-Policy into the built page, before anything that it applies to. */
export const securityPolicy: Plugin = {
  name: 'heddle:security-policy',
  // The dev server runs inline scripts.
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
      injectTo: 'head-prepend',
    },
    { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
  ],
};
