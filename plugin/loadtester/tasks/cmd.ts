import { runShell } from '../shell.ts';
import { startTask } from '../start-task.ts';
import type { Task } from '../task.ts';

/** Starts a shell command, such as `hey` or `wrk`, and answers at once. */
export const cmd: Task = {
  type: 'cmd',
  runsShell: true,
  async run(payload, context) {
    const { cmd: command, logCmdOutput } = payload.metadata;
    if (command === undefined || command === '') {
      throw new RangeError('metadata.cmd is missing: expected a shell command');
    }
    return startTask(payload, context, {
      what: command,
      run: async (signal) => {
        const { ok, problem, output } = await runShell(command, { shell: 'sh', signal });
        context.log(`${payload.name}.${payload.namespace}: ${command}: ${ok ? 'done' : problem}${logCmdOutput === 'true' || !ok ? `: ${output}` : ''}`);
      },
    });
  },
};
