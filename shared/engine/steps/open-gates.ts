import { askGates } from '../ask-gates.ts';
import type { Step } from './step.ts';

/** Asks gates that stand before what was decided; while one is closed it does not come about. */
export const openGates: Step<'open-gates'> = (context, { gates }) => askGates(context, gates);
