import { describeFailure } from '../../../shared/errors.ts';
import { diffSpans } from '../../diff/diff-lines.ts';
import { readTemplates } from '../../diff/templates.ts';
import { span } from '../../view/line.ts';
import type { Line, Span } from '../../view/line.ts';
import type { OpenOverlay } from './overlay.ts';

/** What the held change would change; read again when another is held. */
export const diff: OpenOverlay = ({ kube, changed }) => {
  let spans: readonly Span[] = [span('reading the templates', 'dim')];
  let read: string | undefined;
  return {
    look({ observation: { canary, target } }) {
      const standing = `${target?.template} ${target?.stable}`;
      if (standing === read) {
        return;
      }
      read = standing;
      void readTemplates(kube, canary)
        .then((templates) => (templates === undefined ? [span('nothing is held: the target has its stable template', 'dim')] : diffSpans(templates)))
        .catch((error: unknown) => [span(describeFailure(error), 'bad')])
        .then((found) => {
          spans = found;
          changed();
        });
    },
    lines: ({ height }) => firstLines(spans, height),
  };
};

/** What does not fit is counted. */
export function firstLines(spans: readonly Span[], height: number): Line[] {
  if (spans.length <= height) {
    return spans.map((each) => [each]);
  }
  const shown = spans.slice(0, Math.max(0, height - 1));
  return [...shown.map((each) => [each]), [span(`${spans.length - shown.length} more lines: see "kubectl canary diff"`, 'dim')]];
}
