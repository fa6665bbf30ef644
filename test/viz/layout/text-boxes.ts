/**
 * Returns a description of each text of the plot on the page that is cut or intersects another. It runs in the page, so it
 * uses nothing outside itself.
 */
export function problemsWithTexts(): string[] {
  /** Overlaps of less than this are blank parts of the line boxes, in CSS pixels. */
  const tolerance = 1.5;
  const kinds: Readonly<Record<string, string>> = {
    title: '.title',
    tick: '.tick:not(.lane) text',
    lane: '.lane text',
    edge: '.edge text',
    count: '.count:not(tspan)',
    bound: '.bound .value',
    pin: '.pin',
    legend: '.legend .label, .legend .name, .legend .none, .legend .rest',
    correlation: '[data-part="correlation"]',
  };

  interface Box {
    readonly kind: string;
    readonly text: string;
    readonly element: Element;
    /** Corners of the text, so that slanted titles are compared along their slant. */
    readonly corners: readonly DOMPoint[];
    readonly rect: DOMRect;
  }

  const sheet = document.querySelector('.sheet')!;
  const drawing = document.querySelector('.drawing')!;
  /** The part of the plot that is not scrolled out of view. */
  const view = document.querySelector('.box')!;
  const seen = view.getBoundingClientRect();
  const isScrolling = view.scrollHeight > view.clientHeight || view.scrollWidth > view.clientWidth;
  const boxes: Box[] = Object.entries(kinds).flatMap(([kind, selector]) =>
    Array.from(document.querySelectorAll(selector)).flatMap((element) => {
      const text = textOf(element);
      const rect = rectOf(element);
      if (text === '' || rect.width <= 0 || getComputedStyle(element).visibility === 'hidden') return [];
      const isScrolledOut =
        rect.top >= seen.bottom ||
        rect.bottom <= seen.top ||
        rect.left >= seen.right ||
        rect.right <= seen.left;
      if (isScrolledOut && drawing.contains(element)) return [];
      return [{ kind, text, element, rect, corners: cornersOf(element, rect) }];
    }),
  );

  function textOf(element: Element): string {
    return Array.from(element.childNodes, (node) => (node.nodeName === 'title' ? '' : node.textContent))
      .join('')
      .trim();
  }

  /** The visible part of a text: it is clipped by elements that hide their overflow, such as truncated names. */
  function rectOf(element: Element): DOMRect {
    const range = document.createRange();
    range.selectNodeContents(element);
    const whole =
      element instanceof SVGElement ? element.getBoundingClientRect() : range.getBoundingClientRect();
    if (element instanceof SVGElement) return whole;
    const clips = [element, ...(element.closest('.long') === null ? [] : [element.closest('.long')!])];
    if (drawing.contains(element) && isScrolling) clips.push(view);
    let { left, top, right, bottom } = whole;
    for (const clip of clips.map((each) => each.getBoundingClientRect())) {
      [left, top] = [Math.max(left, clip.left), Math.max(top, clip.top)];
      [right, bottom] = [Math.min(right, clip.right), Math.min(bottom, clip.bottom)];
    }
    return new DOMRect(left, top, right - left, bottom - top);
  }

  /** The corners on the screen; of a rotated element, those of its own box. */
  function cornersOf(element: Element, rect: DOMRect): DOMPoint[] {
    const heading = element.closest('.slanted');
    if (heading instanceof HTMLElement && element instanceof HTMLElement) {
      const angle = new DOMMatrix(getComputedStyle(heading).transform);
      const { offsetWidth: width, offsetHeight: height } = element;
      // Rotated around the lower left corner, which stays in place.
      const parent = (heading.offsetParent ?? heading).getBoundingClientRect();
      const corner = new DOMPoint(
        parent.left + heading.offsetLeft,
        parent.top + heading.offsetTop + heading.offsetHeight,
      );
      return [
        [0, -height],
        [width, -height],
        [width, 0],
        [0, 0],
      ].map(([x, y]) => {
        const moved = angle.transformPoint(new DOMPoint(x, y));
        return new DOMPoint(corner.x + moved.x, corner.y + moved.y);
      });
    }
    return [
      new DOMPoint(rect.left, rect.top),
      new DOMPoint(rect.right, rect.top),
      new DOMPoint(rect.right, rect.bottom),
      new DOMPoint(rect.left, rect.bottom),
    ];
  }

  /** How far two convex shapes overlap at least, along the normals of their sides; 0 or less if they are apart. */
  function overlap(one: Box, other: Box): number {
    let least = Infinity;
    for (const { corners } of [one, other]) {
      for (const side of [0, 1]) {
        const [from, to] = [corners[side]!, corners[side + 1]!];
        const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
        const normal = { x: (to.y - from.y) / length, y: (from.x - to.x) / length };
        const [a, b] = [one, other].map((box) => {
          const along = box.corners.map((point) => point.x * normal.x + point.y * normal.y);
          return [Math.min(...along), Math.max(...along)] as const;
        });
        least = Math.min(least, Math.min(a![1], b![1]) - Math.max(a![0], b![0]));
      }
    }
    return least;
  }

  const problems: string[] = [];
  const bounds = sheet.getBoundingClientRect();
  const page = { left: 0, right: document.documentElement.clientWidth };
  for (const { kind, text, element, corners } of boxes) {
    const isInPlot = drawing.contains(element);
    const [left, right] = isInPlot ? [bounds.left, bounds.right] : [page.left, page.right];
    const xs = corners.map(({ x }) => x);
    const ys = corners.map(({ y }) => y);
    const isOut = Math.min(...xs) < left - 0.5 || Math.max(...xs) > right + 0.5;
    const isOver = isInPlot && (Math.min(...ys) < bounds.top - 0.5 || Math.max(...ys) > bounds.bottom + 0.5);
    if (isOut || isOver) problems.push(`${kind} "${text}" is cut by the plot`);
  }
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const depth = overlap(one, other);
      if (depth > tolerance)
        problems.push(
          `${one.kind} "${one.text}" covers ${other.kind} "${other.text}" by ${depth.toFixed(1)} px`,
        );
    }
  }
  return problems;
}
