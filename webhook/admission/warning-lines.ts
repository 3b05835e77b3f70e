const longestLine = 256;
const longestInAll = 4096;

/**
 * Warnings as the API server passes them on whole: it drops one that has a line break in it, may cut what is over 256 characters, and
 * drops what comes after 4096 in all. So long ones go on in the next line, and no word (it may be part of a command) is cut without need.
 */
export function warningLines(warnings: readonly string[]): string[] {
  const kept: string[] = [];
  let room = longestInAll;
  for (const line of warnings.flatMap(wrap)) {
    room -= lengthOf(line);
    if (room < 0) {
      break;
    }
    kept.push(line);
  }
  return kept;
}

function wrap(warning: string): string[] {
  const lines: string[] = [];
  for (const word of words(warning)) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last === undefined || lengthOf(longer) > longestLine) {
      lines.push(word);
    } else {
      lines[lines.length - 1] = longer;
    }
  }
  return lines;
}

/** Words of printable characters, none longer than a line. */
function words(text: string): string[] {
  return text.toWellFormed().split(/[\s\p{Cc}\u2028\u2029]+/u).filter((word) => word !== '').flatMap((word) => {
    const characters = [...word];
    return Array.from({ length: Math.ceil(characters.length / longestLine) }, (_, index) => characters.slice(index * longestLine, (index + 1) * longestLine).join(''));
  });
}

/** In characters as the API server counts them, not in UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}
