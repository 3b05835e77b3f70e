/** The stories' browser: Debian's Chromium without a window. */
import { mkdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const screenshots = join(import.meta.dirname, '../../test-results/dashboard');

/** Starts it. It runs as root in the test cluster's network, where Chromium has no sandbox. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** Keeps what the page looks like among the results of the test run. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true, animations: 'disabled' });
}

/** One line for each thing that a screen reader, or eyes that need contrast, would stumble over. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  const script = await readFile(join(import.meta.dirname, 'in-page/accessibility.ts'), 'utf8');
  return await page.evaluate<string[]>(stripTypeScriptTypes(script));
}
