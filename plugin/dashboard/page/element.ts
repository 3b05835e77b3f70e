/** Makes elements, and changes those that are there into what they should be: focus, selection and open parts stay as they are. */
type Child = Node | string | undefined | readonly Child[];
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const svgSpace = 'http://www.w3.org/2000/svg';

/** An element of HTML. An attribute that is undefined or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of SVG. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(svgSpace, tag), attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...flat(children));
  return element;
}

function flat(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => (child === undefined ? [] : child instanceof Node || typeof child === 'string' ? [child] : flat(child)));
}

/** Gives an element these children, changing the present ones where they are of the same sort. */
export function show(parent: Element, ...children: Child[]): void {
  const wanted = h('div', {}, ...children);
  showChildren(parent, wanted);
}

function showChildren(parent: Element, wanted: Element): void {
  const [present, nodes] = [[...parent.childNodes], [...wanted.childNodes]];
  nodes.forEach((node, index) => {
    const was = present[index];
    if (was === undefined) {
      parent.append(node);
    } else if (!become(was, node)) {
      was.replaceWith(node);
    }
  });
  present.slice(nodes.length).forEach((node) => node.remove());
}

function become(was: ChildNode, wanted: ChildNode): boolean {
  if (was instanceof Text && wanted instanceof Text) {
    if (was.data !== wanted.data) {
      was.data = wanted.data;
    }
    return true;
  }
  if (!(was instanceof Element && wanted instanceof Element) || was.tagName !== wanted.tagName || was.id !== wanted.id) {
    return false;
  }
  takeAttributes(was, wanted);
  showChildren(was, wanted);
  return true;
}

/** Whether a `details` is open is the person's. */
function takeAttributes(was: Element, wanted: Element): void {
  for (const { name } of [...was.attributes]) {
    if (!wanted.hasAttribute(name) && !(name === 'open' && was.tagName === 'DETAILS')) {
      was.removeAttribute(name);
    }
  }
  for (const { name, value } of [...wanted.attributes]) {
    if (was.getAttribute(name) !== value) {
      was.setAttribute(name, value);
    }
  }
}
