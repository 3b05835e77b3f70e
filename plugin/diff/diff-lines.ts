import { structuredPatch } from 'diff';
import { documentLines } from '../view/documents.ts';
import { renderLine, span } from '../view/line.ts';
import type { Paint, Span, Tone } from '../view/line.ts';
import { placeOf } from './place-in-yaml.ts';
import type { NamedTemplate, Templates } from './templates.ts';

const contextLines = 3;

/** Where it differs, as `diff -u` has it: YAML of both templates, with a little around each difference and the path of where that is. */
export function diffLines(templates: Templates, { paint }: { paint: Paint }): string[] {
  return diffSpans(templates).map((each) => renderLine([each], { paint }));
}

/** The same, not painted yet. */
export function diffSpans({ target, stable, held }: Templates): Span[] {
  const [before, after] = [yamlOf(stable), yamlOf(held)];
  const { hunks } = structuredPatch('', '', `${before.join('\n')}\n`, `${after.join('\n')}\n`, undefined, undefined, { context: contextLines });
  if (hunks.length === 0) {
    return [];
  }
  return [
    span(`--- ${target} stable template ${stable.hash}`, 'strong'),
    span(`+++ ${target} held template ${held.hash}`, 'strong'),
    ...hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
      span(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@ ${placeOfChange(lines, { before: before.slice(0, oldStart - 1), after: after.slice(0, newStart - 1) })}`.trimEnd(), 'accent'),
      ...lines.map((line) => span(line, toneOf(line))),
    ]),
  ];
}

/** What admission and controllers put on every template is left out. Values from Secrets are references: they are never in a template. */
function yamlOf({ template }: NamedTemplate): string[] {
  const { creationTimestamp: _never, ...metadata } = template.metadata ?? {};
  return documentLines('yaml', { ...template, metadata });
}

/** Context lines are the same in both. */
function placeOfChange(lines: readonly string[], above: { before: readonly string[]; after: readonly string[] }): string {
  const first = lines.findIndex((line) => !line.startsWith(' '));
  const side = lines[first]?.startsWith('-') === true ? above.before : above.after;
  return placeOf([...side, ...lines.slice(0, first + 1).map((line) => line.slice(1))]);
}

function toneOf(line: string): Tone {
  return line.startsWith('+') ? 'good' : line.startsWith('-') ? 'bad' : 'plain';
}
