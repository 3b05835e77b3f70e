/** A frame that stays in place: drawn on the terminal's alternate screen, and redrawn only where a line changed. */
export interface Screen {
  /** Size to draw for, as it is now. */
  readonly width: number;
  readonly height: number;
  /** Shows these lines, top to bottom. Lines beyond the height are not shown. */
  draw(lines: readonly string[]): void;
  /** Gives the terminal back as it was. May be called more than once. */
  close(): void;
}

const enter = '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J';
const leave = '\x1b[?7h\x1b[?25h\x1b[?1049l';
/** Terminals that know it show the whole change at once; others ignore it. */
const beginUpdate = '\x1b[?2026h';
const endUpdate = '\x1b[?2026l';

/** Takes over the terminal until `close`. `onResize` is called when its size changed and everything must be drawn again. */
export function openScreen({ stream = process.stdout, onResize }: { stream?: NodeJS.WriteStream; onResize?: () => void } = {}): Screen {
  let shown: readonly string[] = [];
  let isOpen = true;
  const resized = () => {
    shown = [];
    stream.write('\x1b[2J');
    onResize?.();
  };
  const close = () => {
    if (isOpen) {
      isOpen = false;
      stream.off('resize', resized);
      process.off('exit', close);
      stream.write(leave);
    }
  };
  stream.write(enter);
  stream.on('resize', resized);
  process.on('exit', close);
  return {
    get width() {
      return stream.columns ?? 80;
    },
    get height() {
      return stream.rows ?? 24;
    },
    draw(lines) {
      const wanted = lines.slice(0, stream.rows ?? 24);
      const change = difference(shown, wanted);
      shown = wanted;
      if (isOpen && change !== '') {
        stream.write(`${beginUpdate}${change}${endUpdate}`);
      }
    },
    close,
  };
}

/** What must be written so that `before` on the screen becomes `after`; nothing where they are the same. */
export function difference(before: readonly string[], after: readonly string[]): string {
  let written = '';
  for (let row = 0; row < Math.max(before.length, after.length); row += 1) {
    const line = after[row] ?? '';
    if (line !== (before[row] ?? '')) {
      // Erased before it is written: afterwards the cursor of a line that is full would stand on its last letter.
      written += `\x1b[${row + 1};1H\x1b[K${line}`;
    }
  }
  return written;
}
