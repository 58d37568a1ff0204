type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>;

/** An element with attributes, listeners (functions) and children. Text only ever becomes text nodes. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function')
      element.addEventListener(name, value);
    else if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child)
      element.append(child);
  }
  return element;
}

const drawings = {
  chat: 'M4 5.5h16v11H9.5L5 20.2V16.5H4z',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M4 12h15M13 6l6 6-6 6',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  up: 'M7 11v9H4v-9zM7 11l4-7c1.6 0 2.4 1.2 2 2.8l-.7 3.2H18c1.3 0 2.2 1.1 1.9 2.4l-1.3 6A2.0 2.0 0 0 1 16.7 20H7',
  down: 'M7 13V4H4v9zM7 13l4 7c1.6 0 2.4-1.2 2-2.8l-.7-3.2H18c1.3 0 2.2-1.1 1.9-2.4l-1.3-6A2.0 2.0 0 0 0 16.7 4H7',
  phone: 'M6.5 3.5l3 .5 1.3 4-2 1.7a12 12 0 0 0 5.5 5.5l1.7-2 4 1.3.5 3c0 1.7-1.3 3-3 3C10 20.5 3.5 14 3.5 6.5c0-1.7 1.3-3 3-3z',
  alert: 'M12 4L2.8 20h18.4zM12 10v5M12 17.5v.01',
  arrow: 'M12 5v14M6 13l6 6 6-6',
  out: 'M9 5h10v10M19 5L7 17',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  erase: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  pages: 'M7 4h10v16H7zM10 9h4M10 13h4',
};

/** A line drawing; the element it stands in says what it means. */
export function icon(name: keyof typeof drawings): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon icon-' + name);
  const path = document.createElementNS(svg.namespaceURI, 'path');
  path.setAttribute('d', drawings[name]);
  svg.append(path);
  return svg as SVGElement;
}
