/** What a person has asked of the watch screen so far, and what the next key makes of it. Pure. */
import type { CommandVerb } from '../../shared/engine/decide-command.ts';

/** Commands that ask once more before they are given. */
export type DangerousVerb = Extract<CommandVerb, 'promote' | 'abort'>;

export type Overlay = 'help' | 'events' | 'diff' | 'logs' | 'metrics';

export interface ScreenState {
  /** What is shown in place of the canary's sections. */
  readonly overlay: Overlay | undefined;
  /** What the next key may confirm. */
  readonly confirming: DangerousVerb | undefined;
  /** What came of the last key, until the next one. */
  readonly notice: Notice | undefined;
}

export interface Notice {
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'dim';
}

/** What is to be done now. */
export type Wish = { readonly does: 'order'; readonly verb: CommandVerb } | { readonly does: 'quit' };

/** How things stand at the moment of a key. */
export interface Standing {
  readonly isPaused: boolean;
  /** Why a command makes no sense now; undefined where it does. */
  refusal(verb: CommandVerb): string | undefined;
}

export const untouched: ScreenState = { overlay: undefined, confirming: undefined, notice: undefined };

const dangerous: Readonly<Record<string, DangerousVerb>> = { p: 'promote', a: 'abort' };
const overlays: Readonly<Record<string, Overlay>> = { '?': 'help', h: 'help', e: 'events', d: 'diff', l: 'logs', m: 'metrics' };
const escape = '\x1b';

/** A key, as the terminal sends it in lower case. Keys that mean nothing only clear what the last one said. */
export function press(state: ScreenState, key: string, standing: Standing): { readonly state: ScreenState; readonly wish?: Wish } {
  const calm: ScreenState = { ...state, confirming: undefined, notice: undefined };
  if (state.confirming !== undefined) {
    return key === 'y'
      ? { state: calm, wish: { does: 'order', verb: state.confirming } }
      : { state: { ...calm, notice: { text: `nothing is done: ${state.confirming} was not confirmed`, tone: 'dim' } } };
  }
  if (key === 'q') {
    return { state: calm, wish: { does: 'quit' } };
  }
  const overlay = overlays[key];
  if (overlay !== undefined || key === escape) {
    return { state: { ...calm, overlay: overlay === state.overlay ? undefined : overlay } };
  }
  return pressCommand(calm, key, standing);
}

function pressCommand(calm: ScreenState, key: string, { isPaused, refusal }: Standing): { readonly state: ScreenState; readonly wish?: Wish } {
  const danger = dangerous[key];
  const verb = danger ?? (key === ' ' ? (isPaused ? 'resume' : 'pause') : undefined);
  if (verb === undefined) {
    return { state: calm };
  }
  const refused = refusal(verb);
  if (refused !== undefined) {
    return { state: { ...calm, notice: { text: refused, tone: 'bad' } } };
  }
  return danger === undefined ? { state: calm, wish: { does: 'order', verb } } : { state: { ...calm, confirming: danger } };
}
