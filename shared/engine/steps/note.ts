import type { Step } from './step.ts';

/** Nothing is to be done but to write down what was decided. */
export const note: Step<'note'> = async () => ({});
