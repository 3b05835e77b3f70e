/** Every command. One line each: the word, what it does, and the file that is loaded when it is typed. */
import type { CommandEntry } from './command.ts';

export const watch: CommandEntry = { usage: 'watch [name]', describe: 'drive a rollout from here and see it happen', load: () => import('./watch.ts') };
export const status: CommandEntry = { usage: 'status [name]', describe: 'show where a canary stands, and why', load: () => import('./status.ts') };
export const list: CommandEntry = { usage: 'list', describe: 'list canaries', load: () => import('./list.ts') };
export const promote: CommandEntry = { usage: 'promote [name]', describe: 'let the held change through now', load: () => import('./promote.ts') };
export const abort: CommandEntry = { usage: 'abort [name]', describe: 'return traffic to the stable pods; with --revert the target too', load: () => import('./abort.ts') };
export const pause: CommandEntry = { usage: 'pause [name]', describe: 'stay at the current step until resumed', load: () => import('./pause.ts') };
export const resume: CommandEntry = { usage: 'resume [name]', describe: 'go on after a pause', load: () => import('./resume.ts') };
export const run: CommandEntry = { usage: 'run [name]', describe: 'drive without a terminal: one canary, or --all of them', load: () => import('./run.ts') };
export const remove: CommandEntry = { usage: 'delete [name]', describe: 'remove a canary and put everything back', load: () => import('./delete.ts') };
export const install: CommandEntry = { usage: 'install', describe: 'install or upgrade the cluster side', load: () => import('./install.ts') };
export const uninstall: CommandEntry = { usage: 'uninstall', describe: 'remove the cluster side, with every canary put back first', load: () => import('./uninstall.ts') };
export const loadtester: CommandEntry = { usage: 'loadtester', describe: 'serve load tests and gates for analysis webhooks', load: () => import('./loadtester.ts') };
export const version: CommandEntry = { usage: 'version', describe: 'print the version of the plugin and of the cluster side', load: () => import('./version.ts') };
