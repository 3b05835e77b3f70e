import type { Flags } from './commands/command.ts';

/** Of every command that is about one Canary. */
export const namePositional = { name: { type: 'string', describe: 'name of the Canary', completes: 'canaries' } } as const satisfies Flags;
