/**
 * What a screen reader, or eyes that need contrast, would stumble over. The whole file is evaluated in a page, where its last line is
 * its value: one line per problem.
 */
function accessibilityProblems(): string[] {
  const visible = (element: Element) => element.checkVisibility();
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter(visible);
  const nameOf = (element: Element) => (element.getAttribute('aria-label') ?? labelsOf(element) ?? element.textContent ?? '').trim();
  const labelsOf = (element: Element) => element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const references = ['aria-labelledby', 'aria-describedby'].flatMap((attribute) => [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) => element.getAttribute(attribute)!.split(' ')));
  const levels = all('h1, h2, h3').map(({ tagName }) => Number(tagName[1]));
  return [
    ...(document.documentElement.lang === '' ? ['the page has no language'] : []),
    ...(document.title === '' ? ['the page has no title'] : []),
    ...(all('main').length === 1 ? [] : ['there is not one main part']),
    ...(all('h1').length === 1 ? [] : [`there are ${all('h1').length} h1`]),
    ...levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).map((level) => `a heading h${level} skips a level`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} is there twice`),
    ...references.filter((id) => document.getElementById(id) === null).map((id) => `nothing has the id ${id}, which is referred to`),
    ...all('button, a[href], [role=img], [role=region], [role=group], [role=meter], summary, dialog').filter((element) => nameOf(element) === '').map((element) => `it has no name: ${element.outerHTML.slice(0, 80)}`),
    ...all('img').filter((image) => !image.hasAttribute('alt')).map((image) => `an image has no alt: ${image.outerHTML.slice(0, 80)}`),
    ...all('thead th').filter((cell) => !cell.hasAttribute('scope')).map((cell) => `a head has no scope: ${cell.textContent}`),
    ...all('[tabindex]').filter(({ tabIndex }) => tabIndex > 0).map((element) => `it jumps the queue: ${element.outerHTML.slice(0, 80)}`),
    ...all('body *').filter(hasOwnText).filter((element) => contrastOf(element) < 4.5).map((element) => `contrast ${contrastOf(element).toFixed(2)}: ${element.outerHTML.slice(0, 80)}`),
    ...(document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`the page is ${document.documentElement.scrollWidth} wide, the window ${document.documentElement.clientWidth}`] : []),
  ];
}

function hasOwnText(element: Element): boolean {
  return element.closest('.hidden, .skip') === null && [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
}

/** As WCAG 2 has it: 1 to 21. */
function contrastOf(element: Element): number {
  const style = getComputedStyle(element);
  const [one, other] = [luminance(element instanceof SVGElement ? style.fill : style.color), luminance(backgroundOf(element))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function backgroundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/, 0\)$|transparent/.test(backgroundColor)) {
      return backgroundColor;
    }
  }
  return 'rgb(255, 255, 255)';
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => Number(part) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

accessibilityProblems();
