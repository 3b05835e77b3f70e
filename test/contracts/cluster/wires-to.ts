import https from 'node:https';
import { KubeConfig } from '@kubernetes/client-node/dist/config.js';
import { httpWire } from '../../../shared/kube/http.ts';
import type { Wire } from '../../../shared/kube/wire.ts';

/** Requests to the cluster of a kubeconfig (its text; the default one where absent), as its user and with no credentials at all. */
export function wiresTo(kubeconfig?: string): { admin: Wire; stranger: Wire } {
  const config = new KubeConfig();
  if (kubeconfig === undefined) {
    config.loadFromDefault();
  } else {
    config.loadFromString(kubeconfig);
  }
  const server = config.getCurrentCluster()!.server.replace(/\/$/, '');
  return { admin: wireAs(config, server), stranger: wireAs(withoutUser(config), server) };
}

function wireAs(config: KubeConfig, server: string): Wire {
  let agent: https.Agent | undefined;
  return httpWire({
    server,
    requestTimeoutMs: 60_000,
    async authorize(request) {
      const options: https.RequestOptions = { headers: {} };
      await config.applyToHTTPSOptions(options);
      const { ca, cert, key, servername, rejectUnauthorized } = options;
      agent ??= new https.Agent({ keepAlive: true, ca, cert, key, servername, rejectUnauthorized: rejectUnauthorized ?? true });
      request.headers = { ...(options.headers as Record<string, string>), ...request.headers };
      request.agent = agent;
    },
  });
}

function withoutUser(config: KubeConfig): KubeConfig {
  const nobody = new KubeConfig();
  const name = 'nobody';
  nobody.loadFromOptions({
    clusters: [{ ...config.getCurrentCluster()!, name }],
    users: [{ name }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return nobody;
}
