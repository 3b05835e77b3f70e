import { definitionsOf } from '../../shared/simulator/schema/custom-definition.ts';
import type { CustomResourceDefinition } from '../../shared/simulator/schema/custom-definition.ts';
import type { Definition } from '../../shared/simulator/schema/definition.ts';
import { readManifests } from '../install/manifests.ts';

/** As a cluster says of one that it has accepted. */
const established = { conditions: [{ type: 'Established', status: 'True', reason: '', message: '', lastTransitionTime: '' }] } as const;

/** Our kinds, as the CustomResourceDefinitions that this program installs describe them. */
export async function readOurDefinitions(): Promise<Definition[]> {
  const { crds } = await readManifests();
  return crds.flatMap((crd) => definitionsOf({ ...(crd as CustomResourceDefinition), status: { conditions: [...established.conditions] } }));
}
