/** Every command. One line each: the word, what it does, and the file that is loaded when it is typed. */
import type { CommandEntry } from './command.ts';

export const watch: CommandEntry = { usage: 'watch [name]', describe: 'drive a rollout from here and see it happen', load: () => import('./watch.ts') };
export const status: CommandEntry = { usage: 'status [name]', describe: 'show where a canary stands, and why', load: () => import('./status.ts') };
export const explain: CommandEntry = { usage: 'explain [name]', describe: 'say why a canary is where it is, and what to do about it', load: () => import('./explain.ts') };
export const doctor: CommandEntry = { usage: 'doctor [name]', describe: 'check all that a rollout needs before it is needed', load: () => import('./doctor.ts') };
export const history: CommandEntry = { usage: 'history [name]', describe: 'list past rollouts of a canary: result, duration, images, and by whom', load: () => import('./history.ts') };
export const diff: CommandEntry = { usage: 'diff [name]', describe: 'show what the held change would change; exit code 1 where it would', load: () => import('./diff.ts') };
export const list: CommandEntry = { usage: 'list', describe: 'list canaries', load: () => import('./list.ts') };
export const dashboard: CommandEntry = { usage: 'dashboard', describe: 'serve a web page of the canaries to this machine', load: () => import('./dashboard.ts') };
export const promote: CommandEntry = { usage: 'promote [name]', describe: 'let the held change through now', load: () => import('./promote.ts') };
export const abort: CommandEntry = { usage: 'abort [name]', describe: 'return traffic to the stable pods; with --revert the target too', load: () => import('./abort.ts') };
export const pause: CommandEntry = { usage: 'pause [name]', describe: 'stay at the current step until resumed', load: () => import('./pause.ts') };
export const resume: CommandEntry = { usage: 'resume [name]', describe: 'go on after a pause', load: () => import('./resume.ts') };
export const run: CommandEntry = { usage: 'run [name]', describe: 'drive without a terminal: one canary, or --all of them', load: () => import('./run.ts') };
export const remove: CommandEntry = { usage: 'delete [name]', describe: 'remove a canary and put everything back', load: () => import('./delete.ts') };
export const init: CommandEntry = { usage: 'init [target]', describe: 'write a Canary for a Deployment that is there, with a reason for each choice', load: () => import('./init.ts') };
export const validate: CommandEntry = { usage: 'validate', describe: 'check manifests as admission would, with no cluster', load: () => import('./validate.ts') };
export const install: CommandEntry = { usage: 'install', describe: 'install or upgrade the cluster side', load: () => import('./install.ts') };
export const uninstall: CommandEntry = { usage: 'uninstall', describe: 'remove the cluster side, with every canary put back first', load: () => import('./uninstall.ts') };
export const loadtester: CommandEntry = { usage: 'loadtester', describe: 'serve load tests and gates for analysis webhooks', load: () => import('./loadtester.ts') };
export const completion: CommandEntry = { usage: 'completion [shell]', describe: 'print the completion script of a shell, or install that of kubectl', load: () => import('./completion.ts') };
export const version: CommandEntry = { usage: 'version', describe: 'print the version of the plugin and of the cluster side', load: () => import('./version.ts') };
export const demo: CommandEntry = { usage: 'demo', describe: 'show everything on an embedded cluster, with no other needed', load: () => import('./demo.ts') };
