/** What changed between two looks at a Canary, one line each: for logs, CI, and terminals that cannot be drawn on. Pure. */
import type { CanaryView, CheckView } from './canary-view.ts';
import { printable } from './printable.ts';

/** The lines for what is new in `after`, each with its time; the first look tells where it stands. */
export function plainLines(before: CanaryView | undefined, after: CanaryView, now: Date): string[] {
  const title = `${after.name}.${after.namespace}`;
  const says = [...changedChecks(before, after), ...changedGates(before, after), ...changedState(before, after)];
  return says.map((text) => printable(`${now.toISOString().slice(0, 19)}Z ${title} ${text}`).trimEnd());
}

function changedState(before: CanaryView | undefined, after: CanaryView): string[] {
  const isSame = before?.because === after.because && before.phase === after.phase && before.weight === after.weight;
  return isSame ? [] : [`${after.phase} weight ${after.weight}: ${after.because}`];
}

/** A check that was measured again is told again: the numbers are what a reader of a log looks for. */
function changedChecks(before: CanaryView | undefined, after: CanaryView): string[] {
  return after.checks
    .filter((check) => check.at?.getTime() !== before?.checks.find(({ name }) => name === check.name)?.at?.getTime())
    .map((check) => `check ${check.name} ${verdictText(check)}`);
}

function verdictText({ verdict, value, expected, message }: CheckView): string {
  const range = expected === '' ? '' : ` (${expected})`;
  return verdict === 'passed' ? `passed: ${value}${range}` : `${verdict}: ${message === '' ? `${value}${range}` : message}`;
}

function changedGates(before: CanaryView | undefined, after: CanaryView): string[] {
  return after.gates
    .filter(({ name, type, state }) => state !== before?.gates.find((gate) => gate.name === name && gate.type === type)?.state)
    .map(({ name, type, state, message }) => `gate ${type} ${name} is ${state}${message === '' ? '' : `: ${message}`}`);
}
