import type { Paint, Tone } from '../view/line.ts';
import { unpainted } from '../view/line.ts';
import { asciiText, isAsciiOnly } from './charset.ts';

const codes: Record<Exclude<Tone, 'plain'>, string> = { strong: '1', dim: '2', good: '32', bad: '31', warn: '33', accent: '36' };

/**
 * Whether to paint: FORCE_COLOR asks for it anywhere (0 or false: nowhere), NO_COLOR forbids it, else only on a terminal that can.
 * See no-color.org and force-color.org.
 */
export function wantsColor({ env, isTerminal }: { env: NodeJS.ProcessEnv; isTerminal: boolean }): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') {
    return forced !== '0' && forced !== 'false';
  }
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/** Paints with the sixteen colours that every theme defines, or not at all. */
export function painter(color: boolean): Paint {
  return color ? (text, tone) => (tone === 'plain' ? text : `\x1b[${codes[tone]}m${text}\x1b[0m`) : unpainted;
}

/** What this terminal can show: colours where they are wanted, letters that it has. */
export function paintFor({ env, isTerminal }: { env: NodeJS.ProcessEnv; isTerminal: boolean }): Paint {
  const paint = painter(wantsColor({ env, isTerminal }));
  return isTerminal && isAsciiOnly(env) ? (text, tone) => paint(asciiText(text), tone) : paint;
}
