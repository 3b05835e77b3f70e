/** The reference page: what --help says of every command, from the same declarations. Pure. */
import type { Command, CommandEntry, Flag, Flags } from '../commands/command.ts';
import { exitCodes } from '../../shared/errors.ts';

export interface Described {
  readonly entry: CommandEntry;
  readonly command: Command;
}

/** The page as Markdown. */
export function referenceText(commands: readonly Described[], everyCommand: Flags): string {
  const sorted = [...commands].sort((a, b) => a.entry.usage.localeCompare(b.entry.usage));
  const blocks = [
    '# Reference of `kubectl canary`',
    '<!-- Written by `npm run reference` from what the commands declare, as is --help. -->',
    'Data goes to stdout, everything else to stderr; `-q` silences all of stderr but what went wrong.',
    sorted.map(({ entry }) => `- [${wordOf(entry)}](#${wordOf(entry)}): ${entry.describe}`).join('\n'),
    ...sorted.flatMap(section),
    '## Flags of every command',
    flagTable(everyCommand),
    '## Output formats',
    outputFormats,
    '## Exit codes',
    table(['code', 'outcome'], Object.entries(exitCodes).map(([outcome, code]) => [String(code), `\`${outcome}\``])),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const outputFormats = `\`list\` and \`status\` print with \`-o json\` and \`-o yaml\` the objects as the API server stores them (a list is a \`v1\` \`List\`),
described by the JSON schema [canary.schema.json](view/canary.schema.json). \`jsonpath=\` and \`custom-columns=\` take kubectl's templates and see
the same: \`-o 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}'\`. A last line is always ended. \`list\` sorts by what needs a person first: failed,
waiting at a gate, paused, held with nobody driving, under way, and the rest.`;

function wordOf({ usage }: CommandEntry): string {
  return usage.split(' ')[0] ?? '';
}

function section({ entry, command }: Described): string[] {
  const positionals = Object.entries(command.positionals).map(([name, { describe }]) => `- \`${name}\`: ${escaped(describe || '')}`).join('\n');
  return [
    `## ${wordOf(entry)}`,
    `\`kubectl canary ${entry.usage} [flags]\``,
    `${capital(entry.describe)}.`,
    ...(positionals === '' ? [] : [positionals]),
    ...(Object.keys(command.flags).length === 0 ? [] : [flagTable(command.flags)]),
    ['```console', ...command.examples.flatMap(([line, says]) => [`# ${says}`, `$ kubectl canary ${line}`]), '```'].join('\n'),
  ];
}

function flagTable(flags: Flags): string {
  const shown = Object.entries(flags).filter(([, { hidden }]) => hidden !== true);
  return table(['flag', 'default', 'what it does'], shown.map(([name, flag]) => [`\`${spelled(name, flag)}\``, flag.default === undefined || flag.default === false ? '' : `\`${String(flag.default)}\``, meaning(flag)]));
}

function spelled(name: string, { alias = [], type }: Flag): string {
  const short = [alias].flat().map((each) => `-${each}, `).join('');
  return `${short}--${name}${type === 'boolean' ? '' : ` ${String(type).toUpperCase()}`}`;
}

function meaning({ describe, choices = [] }: Flag): string {
  return escaped(`${describe || ''}${choices.length === 0 ? '' : ` (${choices.join(', ')})`}`);
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
