import { systemNamespace } from '../../shared/api/group.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import { version } from '../../shared/version.ts';
import type { Deployment } from '../install/desired-objects.ts';
import { imageVersion } from '../install/image-version.ts';
import { defineCommand } from './command.ts';

/** The versions of the plugin and of what is installed in the cluster. With --client nothing is asked of the cluster. */
export const command = defineCommand({
  positionals: {},
  flags: {
    client: { type: 'boolean', default: false, describe: 'only that of the plugin; asks no cluster' },
    output: { alias: 'o', type: 'string', requiresArg: true, choices: ['json'], describe: 'print as JSON' },
  },
  examples: [['version --client', 'only that of the plugin; asks no cluster']],
  async run({ args, output, connect }) {
    if (args.output === undefined) {
      output.print(`Client Version: ${version}`);
    }
    const serverVersion = args.client ? undefined : await readServerVersion(await connect());
    if (args.output === 'json') {
      output.print(JSON.stringify({ clientVersion: version, ...(args.client ? {} : { serverVersion: serverVersion ?? null }) }));
    } else if (!args.client) {
      output.print(`Server Version: ${serverVersion ?? 'not installed (kubectl canary install)'}`);
    }
  },
});

/** The tag of the image that the webhook runs; undefined where there is none. */
async function readServerVersion(kube: Kube): Promise<string | undefined> {
  const { deployments } = await import('../../shared/kube/resources.ts');
  const webhook = await kube.get<Deployment>({ resource: deployments, namespace: systemNamespace, name: 'webhook' });
  return webhook === undefined ? undefined : imageVersion(webhook);
}
