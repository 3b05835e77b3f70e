import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';

const folder = join(import.meta.dirname, '../goldens');

/** Compares what a person would read with `test/goldens/<name>`; `npm run goldens` writes it anew, and git shows the change. */
export function expectGolden(name: string, lines: readonly string[]): void {
  const path = join(folder, name);
  const text = `${lines.join('\n')}\n`;
  if (process.env['UPDATE_GOLDENS'] !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).to.equal(readFileSync(path, 'utf8'), `differs from test/goldens/${name}; where that is meant: npm run goldens`);
}
