import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM } from '../support/chromium.ts';
import { page as pageOf } from './support.ts';

// In a real browser, where there is one: CI installs Debian's.
describe.runIf(CHROMIUM !== undefined)('the page in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** The page as somebody sees it, with what it asked of the network and complained of. */
  async function open(options: { width?: number; dark?: boolean; scripts?: boolean } = {}) {
    const { width = 1200, dark = false, scripts = false } = options;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
    });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.setContent(pageOf(), { waitUntil: 'load' });
    return { page, requests };
  }

  test('needs no script and loads nothing', async () => {
    const { page, requests } = await open();
    expect(requests).toEqual([]);
    expect(await page.title()).toBe('Resilience report');
    const missed = page.locator('.verdicts .is-missed');
    expect(await missed.innerText()).toContain('regionLoss.rtoMinutes: 14 min');
    expect((await missed.boundingBox())?.y).toBeLessThan(900);
  });

  test.each([
    ['wide', 1200, false],
    ['narrow', 400, false],
    ['dark', 1200, true],
  ] as const)('%s: axe finds nothing', async (_, width, dark) => {
    const { page } = await open({ width, dark, scripts: true });
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    // Evaluated by the browser: the page's policy lets no element of it run a script.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  test('at 400 pixels nothing is wider than the screen, apart from tables that scroll', async () => {
    const { page } = await open({ width: 400, scripts: true });
    const wide = await page.locator('body *').evaluateAll((all) =>
      all
        .filter((one) => one.closest('.table, svg, details') === null)
        .filter((one) => one.getBoundingClientRect().right > 400)
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(wide).toEqual([]);
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(400);
  });

  test('draws the longest way back to scale', async () => {
    const { page } = await open();
    const bars = page.locator('#worst svg');
    const boxes = await bars.evaluateAll((all) =>
      all.map((svg) => {
        const [, bar] = svg.querySelectorAll('rect');
        const box = bar?.getBoundingClientRect();
        return { start: box?.left ?? 0, length: box?.width ?? 0 };
      }),
    );
    // 30 s, 5 min, 8 min, and 30 s while the 8 min last.
    const [detect, decide, promote, dns] = boxes;
    expect((decide?.length ?? 0) / (detect?.length ?? 1)).toBeCloseTo(10, 0);
    expect((promote?.length ?? 0) / (decide?.length ?? 1)).toBeCloseTo(1.6, 1);
    expect(dns?.start).toBeCloseTo(promote?.start ?? 0, 0);
  });

  test('on paper everything is open', async () => {
    const { page } = await open();
    const inside = page.locator('#timelines details figcaption').first();
    expect(await inside.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await inside.isVisible()).toBe(true);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
  });

  test('reads in an order with headings that nest', async () => {
    const { page } = await open();
    const levels = await levelsOf(page);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    const steps = levels.map((level, i) => level - (levels[i - 1] ?? 0));
    expect(Math.max(...steps)).toBe(1);
  });
});

function levelsOf(page: Page): Promise<readonly number[]> {
  return page
    .locator('h1, h2, h3, h4')
    .evaluateAll((all) => all.map(({ tagName }) => Number(tagName.slice(1))));
}
