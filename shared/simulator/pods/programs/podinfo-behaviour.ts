/** How a version of the demo app behaves, by its tag and environment. */
export interface Behaviour {
  readonly version: string;
  readonly color: string;
  /** Share of the requests to the front page that fail, 0 to 1. */
  readonly errorRate: number;
  /** Added to each answer of the front page. */
  readonly latencyMs: number;
  readonly crashes: 'never' | 'at-once' | 'later';
  readonly neverReady: boolean;
}

/** What is switched on and off in a running version. */
export interface Fault {
  /** 0 to 1 */
  readonly errorRate?: number;
  readonly latencyMs?: number;
}

/** Neighbouring versions have different ones. */
const colors = ['#34577c', '#2e8b57', '#b5651d', '#8a2be2', '#c0392b', '#008b8b', '#b8860b', '#6b7a3a'];

/** Of a tag such as `6.0.1-errors50-slow`: the version ends at the first hyphen, the words behind it say what is wrong with it. */
export function behaviourOf(tag: string, env: Readonly<Record<string, string>>): Behaviour {
  const [tagged = '', ...words] = tag.split('-');
  const version = env['VERSION'] ?? tagged;
  return {
    version,
    color: env['COLOR'] ?? colorOf(version),
    errorRate: numberOf(env['ERROR_RATE']) ?? percentOf(words, 'errors', 20) / 100,
    latencyMs: numberOf(env['LATENCY_MS']) ?? percentOf(words, 'slow', 800),
    crashes: words.includes('crash') ? 'at-once' : words.includes('crashlater') ? 'later' : 'never',
    neverReady: words.includes('unready'),
  };
}

function colorOf(version: string): string {
  const numbers = (version.match(/\d+/g) ?? []).reduce((sum, number, index) => sum + Number(number) * (index + 1), 0);
  const letters = [...version.replaceAll(/\d/g, '')].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return colors[(numbers + letters) % colors.length]!;
}

/** The number behind the word, the word's own where it stands alone, 0 where it does not stand there. */
function percentOf(words: readonly string[], word: string, alone: number): number {
  const found = words.map((each) => new RegExp(`^${word}(\\d*)$`).exec(each)).find((match) => match !== null);
  return found === undefined ? 0 : (numberOf(found[1]) ?? alone);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}
