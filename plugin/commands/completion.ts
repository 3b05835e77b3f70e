import { installCompletion } from '../completion/install.ts';
import { scriptLines, shellFor, shellNames } from '../completion/shell-for.ts';
import { defineCommand } from './command.ts';

/** Prints what a shell must read to complete `kubectl-canary`, or installs what kubectl asks to complete `kubectl canary`. */
export const command = defineCommand({
  positionals: { shell: { type: 'string', describe: `${shellNames.join(', ')}: print its script; install: have kubectl complete "kubectl canary"`, completes: [...shellNames, 'install'] } },
  flags: {
    dir: { type: 'string', requiresArg: true, describe: 'with install: the folder to write to, which should be on PATH', completes: 'files' },
  },
  examples: [
    ['completion install', 'put kubectl_complete-canary beside the plugin, or in another folder on PATH'],
    ['completion bash', 'print the script: source <(kubectl-canary completion bash)'],
    ['completion zsh', 'print the script: source <(kubectl-canary completion zsh)'],
    ['completion fish', 'print the script: kubectl-canary completion fish | source'],
    ['completion powershell', 'print the script, for Invoke-Expression'],
  ],
  async run({ args, output }) {
    if (args.shell === 'install') {
      await installCompletion({ dir: args.dir, output });
      return;
    }
    scriptLines(shellFor(args.shell)).forEach((line) => output.print(line));
  },
});
