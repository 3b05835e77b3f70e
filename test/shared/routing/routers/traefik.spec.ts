import { expect } from 'chai';
import type { KubeObject } from '../../../../shared/kube/kube.ts';
import type { Found } from '../../../../shared/routing/router.ts';
import { routeOf } from '../../../../shared/routing/route-of.ts';
import { traefik } from '../../../../shared/routing/routers/traefik.ts';
import { weightsFor } from '../../../../shared/routing/weights.ts';
import { aCanary } from '../../../builders/a-canary.ts';
import { mergePatch } from '../../../../shared/simulator/patches/merge-patch.ts';
import { crdProblems } from '../../../contracts/crd-schema.ts';
import { itIsARouter } from '../../../contracts/router.contract.ts';

interface Entry {
  name: string;
  weight?: number;
  [field: string]: unknown;
}

interface TraefikService extends KubeObject {
  spec: { weighted: { services: Entry[]; sticky?: object } };
}

const canary = aCanary().routedBy('traefik');
const route = routeOf(canary.build());
const problems = crdProblems('traefikservices.yaml');
const sticky = { cookie: { name: 'sticky' } };

function aTraefikService(...services: Entry[]): TraefikService {
  return { apiVersion: 'traefik.io/v1alpha1', kind: 'TraefikService', metadata: { name: 'podinfo', namespace: 'test', resourceVersion: '1' }, spec: { weighted: { services } } };
}

function entriesOf(found: Found): Entry[] {
  return (found['weighted'] as TraefikService | undefined)?.spec.weighted.services ?? [];
}

function rendered(percent: number, found?: TraefikService, on = route): TraefikService {
  return traefik.render(on, weightsFor(percent), found === undefined ? {} : { weighted: found })[0]!.object as TraefikService;
}

const users = mergePatch(aTraefikService({ name: 'podinfo', port: 80, weight: 1, serversTransport: 'slow' }), {
  metadata: {
    labels: { team: 'users', app: 'podinfo' },
    annotations: { note: 'users', 'kustomize.toolkit.fluxcd.io/reconcile': 'enabled' },
  },
  spec: { weighted: { sticky } },
}) as TraefikService;

describe('shared/routing/routers/traefik.ts', () => {
  itIsARouter({
    router: traefik,
    problems,
    users: { weighted: users },
    withForeignSetting: (object) => mergePatch(object, { spec: { weighted: { sticky } } }) as KubeObject,
    hasForeignSetting: (object) => (object as TraefikService).spec.weighted.sticky !== undefined,
    destinations: (found) => Object.fromEntries(entriesOf(found).map(({ name, weight = 1 }) => [name, weight])),
  });

  describe('who gets no traffic (seen 13)', () => {
    const cases: [percent: number, names: string[]][] = [[0, ['podinfo-primary']], [1, ['podinfo-primary', 'podinfo-canary']], [99, ['podinfo-primary', 'podinfo-canary']], [100, ['podinfo-canary']]];
    for (const [percent, names] of cases) {
      it(`names ${names.join(' and ')} at ${percent} percent, as a Service without endpoints would break the route`, () => {
        expect(entriesOf({ weighted: rendered(percent) }).map(({ name }) => name)).to.deep.equal(names);
      });
    }
  });

  describe('how the canary is reached', () => {
    const cases: [title: string, nativeLB: boolean | undefined, service: object, primary: object][] = [
      ['through its cluster IP, so that pods that fail take down nothing but their share', true, {}, {}],
      ['through its endpoints where it has no cluster IP', undefined, { headless: true }, {}],
      ['through its endpoints where one connection would carry all requests', undefined, {}, { scheme: 'h2c' }],
      ['as the user says', false, {}, { nativeLB: false }],
    ];
    for (const [title, nativeLB, service, primary] of cases) {
      it(title, () => {
        const on = routeOf(canary.serving(service).build());
        const found = aTraefikService({ name: 'podinfo-primary', kind: 'Service', port: 80, weight: 100, ...primary });
        expect(entriesOf({ weighted: rendered(10, found, on) }).map((entry) => entry['nativeLB'])).to.deep.equal([primary && (primary as Entry)['nativeLB'], nativeLB]);
      });
    }

    it('with the settings of the entry in whose place it comes', () => {
      const [primary, tried] = entriesOf({ weighted: rendered(10, aTraefikService({ name: 'podinfo', port: 80, scheme: 'https', serversTransport: 'slow' })) });
      expect([primary, tried]).to.deep.equal([
        { name: 'podinfo-primary', kind: 'Service', port: 80, scheme: 'https', serversTransport: 'slow', weight: 90 },
        { name: 'podinfo-canary', kind: 'Service', port: 80, scheme: 'https', serversTransport: 'slow', weight: 10, nativeLB: true },
      ]);
    });

    it('the stable pods through their endpoints again, after all traffic was the canary\'s', () => {
      expect(entriesOf({ weighted: rendered(50, rendered(100)) })[0]).to.deep.equal({ name: 'podinfo-primary', kind: 'Service', port: 80, weight: 50 });
    });
  });

  describe('weights', () => {
    const cases: [title: string, services: Entry[], canary: number | undefined][] = [
      ['of parts are read as percents', [{ name: 'podinfo-primary', weight: 3 }, { name: 'podinfo-canary', weight: 1 }], 25],
      ['that are absent count as 1', [{ name: 'podinfo-primary' }, { name: 'podinfo-canary' }], 50],
      ['of nothing are none', [{ name: 'podinfo-primary', weight: 0 }], undefined],
      ['that lead elsewhere too are not ours', [{ name: 'podinfo-primary', weight: 90 }, { name: 'other', weight: 10 }], undefined],
      ['of a Service of that name in another namespace are not ours', [{ name: 'podinfo-primary', weight: 1, namespace: 'prod' }], undefined],
      ['of another kind of that name are not ours', [{ name: 'podinfo-primary', weight: 1, kind: 'TraefikService' }], undefined],
    ];
    for (const [title, services, percent] of cases) {
      it(title, () => {
        expect(traefik.weights(route, { weighted: aTraefikService(...services) })).to.deep.equal(percent === undefined ? undefined : weightsFor(percent));
      });
    }
  });

  describe('objects of others', () => {
    it('keeps other owners, of which one alone can be the controller', () => {
      const flaggers = { ...users.metadata, ownerReferences: [{ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', name: 'podinfo', uid: 'f', controller: true }] };
      const found = { ...aTraefikService({ name: 'podinfo-primary', port: 80, weight: 100 }), metadata: flaggers };
      expect(rendered(0, found).metadata.ownerReferences?.map(({ uid, controller }) => [uid, controller])).to.deep.equal([['f', true], ['uid-canary-podinfo', false]]);
    });

    it('remembers the first spec, not a later one (quirk 26)', () => {
      const adopted = rendered(0, users);
      const changed = mergePatch(adopted, { spec: { weighted: { sticky: null } } }) as TraefikService;
      expect(rendered(10, changed).metadata.annotations).to.include({ 'kubectl-canary.dev/original-spec': JSON.stringify(users.spec) });
    });

    it('points at the apex Service where the note of the original was destroyed', () => {
      const adopted = mergePatch(rendered(10, users), { metadata: { annotations: { 'kubectl-canary.dev/original-spec': '{' } } }) as TraefikService;
      const left = traefik.release(route, { weighted: adopted })[0]!.object as TraefikService;
      expect(left.spec).to.deep.equal({ weighted: { services: [{ name: 'podinfo', kind: 'Service', port: 80, weight: 100, serversTransport: 'slow' }], sticky } });
    });
  });

  it('knows no way to ask Traefik whether it accepts the object', () => {
    expect(traefik.refusal(route, { weighted: rendered(10) })).to.equal(undefined);
  });

  it('is examined by a schema that knows wrong from right', () => {
    expect(problems(aTraefikService({ name: 'podinfo', weight: -1 })).join()).to.include('weight');
    expect(problems(aTraefikService({ name: 'podinfo', colour: 'red' })).join()).to.include('colour');
  });
});
