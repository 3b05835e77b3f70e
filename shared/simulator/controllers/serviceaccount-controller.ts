import { namespaces, serviceAccounts } from '../../kube/resources.ts';
import type { Controller } from './controller.ts';
import { ControlLoop } from './loop/control-loop.ts';
import { inLivingNamespace } from './loop/in-living-namespace.ts';
import { isLiving } from './namespaces/namespace.ts';
import type { Namespace } from './namespaces/namespace.ts';

/** Sees to it that each namespace has the service account that pods run as when they name none. */
export const serviceaccountController: Controller = {
  name: 'serviceaccount-controller',
  async run(world) {
    const loop = new ControlLoop(world, 'serviceaccount-controller');
    const namespaceCache = loop.watch<Namespace>({ resource: namespaces }, ({ metadata: { name } }) => [name]);
    const accountCache = loop.watch({ resource: serviceAccounts }, ({ metadata: { namespace = '' } }) => [namespace]);
    await loop.run(async (name) => {
      if (!isLiving(namespaceCache.get(undefined, name)) || accountCache.get(name, 'default') !== undefined) {
        return;
      }
      const created = await inLivingNamespace(loop.kube.create(serviceAccounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } }));
      if (created !== undefined) {
        accountCache.accept(created);
      }
    });
  },
};
