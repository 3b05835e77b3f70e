import type { TemplateFormat } from '../format.ts';
import { parseTemplate } from '../json-path/template.ts';
import { asList, asRead } from '../objects.ts';

/** kubectl's JSONPath templates, on what `-o json` prints. The last line is always ended. */
export const jsonpath: TemplateFormat = {
  name: 'jsonpath',
  takes: '{.status.phase}',
  with(template) {
    const render = parseTemplate(template);
    return { name: 'jsonpath', list: (subjects) => linesOf(render(asList(subjects))), one: (subject) => linesOf(render(asRead(subject))) };
  },
};

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
