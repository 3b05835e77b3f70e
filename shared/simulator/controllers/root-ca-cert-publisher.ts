import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../kube/kube.ts';
import { configMaps, namespaces } from '../../kube/resources.ts';
import type { Controller } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { inLivingNamespace } from './loop/in-living-namespace.ts';
import { isLiving } from './namespaces/namespace.ts';
import type { Namespace } from './namespaces/namespace.ts';

interface ConfigMap extends KubeObject {
  data?: Record<string, string>;
}

const mapName = 'kube-root-ca.crt';

/** Tells the pods of each namespace how to know the API server. */
export const rootCaCertPublisher: Controller = {
  name: 'root-ca-certificate-publisher-controller',
  async run(world) {
    const loop = new ControlLoop(world, 'root-ca-cert-publisher');
    const { kube } = loop;
    const data = { 'ca.crt': world.certificateAuthority };
    const namespaceCache = loop.watch<Namespace>({ resource: namespaces }, ({ metadata: { name } }) => [name]);
    const mapCache = loop.watch<ConfigMap>({ resource: configMaps, fieldSelector: `metadata.name=${mapName}` }, ({ metadata: { namespace = '' } }) => [namespace]);
    await loop.run(async (name) => {
      const found = mapCache.get(name, mapName);
      if (!isLiving(namespaceCache.get(undefined, name)) || isDeepStrictEqual(found?.data, data)) {
        return;
      }
      const wanted: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: mapName, namespace: name }, ...found, data };
      const written = await inLivingNamespace(found === undefined ? kube.create(configMaps, wanted) : kube.replace(configMaps, wanted));
      if (written !== undefined) {
        mapCache.accept(written);
      }
    });
  },
};
