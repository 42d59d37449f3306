/** What a machine can tell about a page for everybody: https://www.w3.org/TR/WCAG22/ */
import type { Page } from 'playwright-core';

/** @returns a line for each problem */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const found = await page.evaluate<string[]>(CHECKS);
  return found.map((problem) => `${page.url()}: ${problem}`);
}

/** Runs in the page. */
const CHECKS = `(() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility() && element.getClientRects().length > 0;

  if (!['nl', 'en'].includes(document.documentElement.lang)) problems.push('no language (3.1.1)');
  const headings = all('h1');
  if (headings.length !== 1) problems.push(headings.length + ' main headings');
  if (!document.title.includes(headings[0]?.textContent ?? '?')) {
    problems.push('the title does not have the heading (2.4.2): ' + document.title);
  }
  for (const field of all('input:not([type=hidden])')) {
    if (field.labels.length === 0) problems.push('no label (3.3.2): ' + field.name);
  }
  for (const control of all('button, a')) {
    if (control.textContent.trim() === '') problems.push('no name (4.1.2): ' + control.outerHTML);
    const { width, height } = control.getBoundingClientRect();
    const isInline = control.tagName === 'A';
    if (isShown(control) && !isInline && (width < 24 || height < 24)) {
      problems.push('small (2.5.8): ' + control.textContent);
    }
  }
  const ids = all('[id]').map(({ id }) => id);
  if (new Set(ids).size !== ids.length) problems.push('an id stands twice');
  for (const element of all('[aria-describedby], [aria-labelledby]')) {
    for (const name of ['aria-describedby', 'aria-labelledby']) {
      const id = element.getAttribute(name);
      if (id !== null && !ids.includes(id)) problems.push(name + ' leads nowhere: ' + id);
    }
  }
  if (document.documentElement.scrollWidth > window.innerWidth) {
    problems.push('wider than the window (1.4.10)');
  }

  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) =>
    channels(color)
      .slice(0, 3)
      .map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
      .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if ((channels(color)[3] ?? 1) > 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    if (text === '' || !isShown(element)) continue;
    const [one, other] = [getComputedStyle(element).color, ground(element)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < 4.5) problems.push('contrast ' + ratio.toFixed(2) + ' (1.4.3): ' + text);
  }
  return problems;
})()`;
