/** The definitions of our kinds under a group of their own: whether the product is installed, and what it would do, makes no difference. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { group } from '../../../shared/api/group.ts';
import * as resources from '../../../shared/kube/resources.ts';
import type { Resource } from '../../../shared/kube/resources.ts';
import type { Namespace } from './a-namespace.ts';
import type { Json } from './answer.ts';

export interface OurKinds {
  readonly group: string;
  readonly canaries: Resource;
  readonly metricTemplates: Resource;
}

const definitions = resources.customResourceDefinitions;

/** A group that nobody else has. */
export function ourKinds(): OurKinds {
  const ownGroup = `contract-${randomBytes(3).toString('hex')}.example.com`;
  const apiVersion = `${ownGroup}/v1beta1`;
  return { group: ownGroup, canaries: { ...resources.canaries, apiVersion }, metricTemplates: { ...resources.metricTemplates, apiVersion } };
}

/** Creates the definitions and waits until they are served. */
export async function defineOurKinds(here: Namespace, kinds: OurKinds): Promise<void> {
  for (const plural of ['canaries', 'metrictemplates']) {
    await here.given(definitions, await definitionOf(plural, kinds.group));
    await untilEstablished(here, `${plural}.${kinds.group}`);
  }
}

/** Removes them, with all their objects. */
export async function removeOurKinds(here: Namespace, kinds: OurKinds): Promise<void> {
  for (const plural of ['canaries', 'metrictemplates']) {
    await here.delete(definitions, `${plural}.${kinds.group}`);
    await here.untilGone(definitions, `${plural}.${kinds.group}`);
  }
}

/** Waits until the API server serves the kind. What the definition says then. */
export function untilEstablished(here: Namespace, name: string): Promise<Json> {
  return here.until([definitions, name], 'is established', (definition) => definition?.status?.conditions?.some(({ type, status }: Json) => type === 'Established' && status === 'True'));
}

async function definitionOf(plural: string, ownGroup: string): Promise<Json> {
  const text = await readFile(new URL(`../../../manifests/crds/${plural}.yaml`, import.meta.url), 'utf8');
  const definition = parse(text.replaceAll(group, ownGroup));
  return { ...definition, metadata: { name: definition.metadata.name } };
}
