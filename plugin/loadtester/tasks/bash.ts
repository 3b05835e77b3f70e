import { runShell } from '../shell.ts';
import { reply } from '../task.ts';
import type { Task } from '../task.ts';

/** Runs a bash command as a test: the answer says whether it succeeded. */
export const bash: Task = {
  type: 'bash',
  runsShell: true,
  async run({ metadata }, { timeoutMs, signal }) {
    const { cmd: command, returnCmdOutput } = metadata;
    if (command === undefined || command === '') {
      throw new RangeError('metadata.cmd is missing: expected a bash command');
    }
    const { ok, problem, output } = await runShell(command, { shell: 'bash', signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
    if (!ok) {
      return reply(500, `command ${command} failed: ${problem}${output === '' ? '' : `: ${output}`}`);
    }
    return reply(200, returnCmdOutput === 'true' ? output : 'OK');
  },
};
