import { Document, isMap, isPair, isScalar } from 'yaml';
import type { Pair } from 'yaml';
import { printable } from '../view/printable.ts';
import type { Proposal } from './proposal.ts';

/** The Canary as YAML, with the reason for a choice in a comment above it. */
export function renderProposal({ canary, reasons }: Proposal): string[] {
  const document = new Document(canary, { version: '1.1', aliasDuplicateObjects: false });
  for (const [path, reason] of reasons) {
    const key = pairAt(document, path.split('.'))?.key;
    if (isScalar(key)) {
      key.commentBefore = ` ${printable(reason)}`;
    }
  }
  return document.toString({ lineWidth: 0 }).trimEnd().split('\n');
}

function pairAt(document: Document, path: readonly string[]): Pair | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  return isPair(pair) ? pair : undefined;
}
