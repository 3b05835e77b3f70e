/** Whether the terminal shows more than ASCII: the console of Linux and dumb ones do not, nor does a locale that says so. */
export function isAsciiOnly(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return env['TERM'] === 'linux' || env['TERM'] === 'dumb' || (locale !== '' && !/utf-?8/i.test(locale));
}

const stand: Readonly<Record<string, string>> = {
  '✔': '+', '✖': 'x', '▶': '>', '·': '.', '●': '*', '○': 'o', '█': '#', '░': '-', '…': '~', '×': 'x', '┄': '-', '│': '|', '→': '>', '•': '*',
  '▁': '_', '▂': '_', '▃': '.', '▄': '-', '▅': '-', '▆': '=', '▇': '*',
};

/** The same text in as many columns, in ASCII alone. */
export function asciiText(text: string): string {
  return text.replace(/≥ ?/g, (found) => '>='.slice(0, found.length)).replace(/≤ ?/g, (found) => '<='.slice(0, found.length))
    .replace(/[^\x00-\x7f]/gu, (letter) => stand[letter] ?? (isBraille(letter) ? '*' : '?'));
}

function isBraille(letter: string): boolean {
  return letter >= '\u2801' && letter <= '\u28ff';
}
