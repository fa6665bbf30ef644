/** Shows every example with its source. `?only=a,b` shows these alone. */
interface Example {
  readonly title: string;
  readonly note: string;
  readonly default: (element: HTMLElement) => unknown;
}

const order = [
  ...[
    'numbers',
    'categories',
    'lanes',
    'scales',
    'brushed',
    'inverted',
    'dark',
    'density',
    'many-categories',
    'curves',
    'best',
    'best-of-brushed',
    'most-axes',
    'ends',
    'vertical',
  ],
  ...['one-row', 'constants', 'controls', 'linked', 'live', 'element'],
];

const modules = import.meta.glob<Example>('./*/*.ts', { eager: true });
const sources = import.meta.glob<string>('./*/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
});

const only = new URLSearchParams(location.search).get('only')?.split(',');
const gallery = document.getElementById('gallery')!;
for (const name of only ?? order) {
  const path = Object.keys(modules).find((each) => each.endsWith(`/${name}.ts`));
  if (path !== undefined) show(name, modules[path]!, sources[path]!);
}

function show(name: string, example: Example, text: string): void {
  const article = document.createElement('article');
  const stage = Object.assign(document.createElement('div'), { className: 'stage', id: name });
  const source = document.createElement('details');
  const code = Object.assign(document.createElement('pre'), {
    textContent: text,
    tabIndex: 0,
  });
  source.append(Object.assign(document.createElement('summary'), { textContent: `${name}.ts` }), code);
  article.append(
    Object.assign(document.createElement('h2'), { textContent: example.title }),
    Object.assign(document.createElement('p'), { textContent: example.note }),
    stage,
    source,
  );
  gallery.append(article);
  example.default(stage);
}
