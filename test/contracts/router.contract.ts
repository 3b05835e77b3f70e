/** The exam that every router sits. A member brings what only it can know: objects as others have them, and what may be written. */
import { expect } from 'chai';
import type { Canary } from '../../shared/api/canary.ts';
import type { KubeObject } from '../../shared/kube/kube.ts';
import type { Found, Route, Router } from '../../shared/routing/router.ts';
import { routerFor } from '../../shared/routing/router-for.ts';
import { routeOf } from '../../shared/routing/route-of.ts';
import { allToStable, weightsFor } from '../../shared/routing/weights.ts';
import { aCanary } from '../builders/a-canary.ts';

export interface RouterExam {
  readonly router: Router;
  /** What is wrong with a rendered object in the eyes of the API it is for; empty where nothing is. */
  problems(object: KubeObject): string[];
  /** A user's own objects for `podinfo` in namespace `test`, as they are before there is any Canary; with labels, annotations and settings of theirs. */
  readonly users: Found;
  /** The object with a setting that somebody else may make on it at any time. */
  withForeignSetting(object: KubeObject): KubeObject;
  hasForeignSetting(object: KubeObject): boolean;
  /** The share in percent of each Service that the objects lead to. */
  destinations(found: Found): Record<string, number>;
}

const canary = aCanary().serving({ apex: { labels: { team: 'web' }, annotations: { note: 'ours' } } });
const shares = Array.from({ length: 101 }, (_, canaryWeight) => weightsFor(canaryWeight));
const foreignMark = { 'example.com/mark': 'theirs' };

/** Sits the exam. */
export function itIsARouter({ router, problems, users, withForeignSetting, hasForeignSetting, destinations }: RouterExam): void {
  const route = routeFor(canary.routedBy(router.name).build());
  const roles = Object.keys(router.objects(route));
  const after = (found: Found, rendered: { object: KubeObject }[], version: string): Found => ({ ...found, ...Object.fromEntries(rendered.map(({ object }, index) => [roleOf(router, route, object) ?? roles[index] ?? '', stored(object, version)])) });
  const routed = (percent: number, found: Found = {}, by: Route = route) => after(found, router.render(by, weightsFor(percent), found), '7');

  describe('as any router', () => {
    it('is found by its name', () => {
      expect(routerFor(router.name)).to.equal(router);
    });

    it('renders the objects that it names, and those only', () => {
      const rendered = router.render(route, allToStable, {}).map(({ resource, object }) => [resource, object.apiVersion, object.kind, object.metadata.namespace, object.metadata.name]);
      expect(rendered).to.deep.equal(Object.values(router.objects(route)).map(({ resource, namespace, name }) => [resource, resource.apiVersion, resource.kind, namespace, name]));
    });

    it('needs the APIs of its objects', () => {
      expect(Object.values(router.objects(route)).every(({ resource }) => router.resources.includes(resource))).to.equal(true);
    });

    it('changes nothing that it is given', () => {
      const found = routed(30);
      const before = structuredClone(found);
      router.render(route, weightsFor(60), found);
      router.release(route, found);
      expect(found).to.deep.equal(before);
    });

    it('has nothing to say against objects that are not there', () => {
      expect(router.refusal(route, {})).to.equal(undefined);
    });

    it('keeps pods for as long as the data plane may need them, in whole seconds', () => {
      expect(Number.isInteger(router.settleSeconds) && router.settleSeconds >= 0).to.equal(true);
    });

    it('reads weights that sum to 100, or none (seen 3)', () => {
      for (const found of [{}, users, routed(30), routed(30, users)]) {
        const { primary, canary: tried } = router.weights(route, found) ?? allToStable;
        expect(primary + tried).to.equal(100);
      }
    });

    it('releases nothing where there is nothing', () => {
      expect(router.release(route, {})).to.deep.equal([]);
    });

    it('releases nothing that was never ours', () => {
      expect(router.release(route, users)).to.deep.equal([]);
    });
  });

  if (!router.supports.weights) {
    describe('without weights', () => {
      it('sends everybody to the stable pods, always', () => {
        for (const found of [{}, users, routed(100)]) {
          expect(router.weights(route, found)).to.deep.equal(allToStable);
        }
      });

      it('can do nothing that needs weights', () => {
        expect([router.supports.headerMatch, router.supports.mirror, router.supports.sessionAffinity]).to.deep.equal([false, false, false]);
      });
    });
    return;
  }

  describe('with weights', () => {
    it('reads back every share that it renders', () => {
      expect(shares.map(({ canary: percent }) => router.weights(route, routed(percent)))).to.deep.equal(shares);
    });

    it('reads back every share over every other', () => {
      for (const percent of [0, 1, 33, 50, 99, 100]) {
        expect(shares.map((weights) => router.weights(route, after({}, router.render(route, weights, routed(percent)), '8')))).to.deep.equal(shares);
      }
    });

    it('leads exactly that share to each Service, and nobody elsewhere', () => {
      for (const { primary, canary: tried } of shares) {
        const expected = { ...(primary > 0 ? { 'podinfo-primary': primary } : {}), ...(tried > 0 ? { 'podinfo-canary': tried } : {}) };
        expect(destinations(routed(tried))).to.deep.equal(expected);
      }
    });

    it('does not read a route that leads elsewhere as one of ours', () => {
      expect(router.weights(route, {})).to.equal(undefined);
      expect(router.weights(route, users)).to.equal(undefined);
    });

    it('renders what its API takes', () => {
      for (const found of [{}, users, routed(40), routed(40, users)]) {
        for (const percent of [0, 40, 100]) {
          const rendered = [...router.render(route, weightsFor(percent), found), ...router.release(route, routed(percent, found))];
          expect(rendered.flatMap(({ object }) => problems(object))).to.deep.equal([]);
        }
      }
    });

    it('renders the same again (seen 4)', () => {
      for (const percent of [0, 40, 100]) {
        const found = routed(percent);
        expect(after({}, router.render(route, weightsFor(percent), found), '7')).to.deep.equal(found);
      }
    });

    it('is fenced: it replaces the version that it was given', () => {
      expect(router.render(route, weightsFor(60), routed(30)).map(({ object }) => object.metadata.resourceVersion)).to.deep.equal(roles.map(() => '7'));
      expect(router.release(route, routed(30)).map(({ object }) => object.metadata.resourceVersion)).to.deep.equal(roles.map(() => '7'));
    });

    it('keeps the weights when spec.service is edited during an analysis (quirk 10) (seen 3)', () => {
      const edited = routeFor(canary.routedBy(router.name).serving({ port: 8080, apex: { labels: { team: 'api' } } }).build());
      const found = routed(30);
      const weights = router.weights(edited, found);
      expect(weights).to.deep.equal(weightsFor(30));
      expect(router.weights(edited, routed(30, found, edited))).to.deep.equal(weightsFor(30));
    });

    it('puts the labels and annotations of spec.service.apex on', () => {
      for (const { object: { metadata } } of router.render(route, allToStable, {})) {
        expect(metadata.labels).to.include({ team: 'web', 'kubectl-canary.dev/canary': 'podinfo' });
        expect(metadata.annotations).to.include({ note: 'ours' });
      }
    });

    it('keeps GitOps tools from moving the weights back', () => {
      for (const { object: { metadata } } of router.render(route, allToStable, {})) {
        expect(metadata.annotations).to.include({ 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled', 'helm.toolkit.fluxcd.io/driftDetection': 'disabled' });
      }
    });

    it('owns what it made, and not what a user made', () => {
      const owners = (found: Found) => router.render(route, allToStable, found).map(({ object }) => object.metadata.ownerReferences?.map(({ uid }) => uid));
      expect(owners({})).to.deep.equal(roles.map(() => ['uid-canary-podinfo']));
      expect(owners(users)).to.deep.equal(roles.map(() => undefined));
    });

    it('keeps what others put on its objects (seen 25)', () => {
      const touched = Object.fromEntries(Object.entries(routed(30)).map(([role, object]) => [role, withForeignSetting(withForeignMarks(object!))]));
      for (const percent of [0, 60, 100]) {
        for (const { object } of router.render(route, weightsFor(percent), touched)) {
          expect(object.metadata.labels).to.include(foreignMark);
          expect(object.metadata.annotations).to.include(foreignMark);
          expect(hasForeignSetting(object)).to.equal(true);
        }
      }
    });

    it('leaves its own objects with all weight on the apex Service and nothing of ours', () => {
      for (const percent of [0, 30, 100]) {
        const found = routed(percent);
        const left = after(found, router.release(route, found), '9');
        expect(destinations(left)).to.deep.equal({ podinfo: 100 });
        expect(JSON.stringify(left)).not.to.match(/kubectl-canary|toolkit\.fluxcd\.io|ownerReferences/);
        expect(router.release(route, left)).to.deep.equal([]);
      }
    });

    it('gives a user\'s objects back exactly as they were, whatever happened meanwhile (quirk 26) (seen 20)', () => {
      const edited = routed(60, routed(30, routed(0, users)), routeFor(canary.routedBy(router.name).serving({ port: 8080 }).build()));
      const left = after(edited, router.release(route, edited), '1');
      expect(left).to.deep.equal(users);
      expect(router.release(route, left)).to.deep.equal([]);
    });
  });
}

function routeFor(built: Canary): Route {
  return routeOf(built);
}

function roleOf(router: Router, route: Route, { kind, metadata: { name } }: KubeObject): string | undefined {
  return Object.entries(router.objects(route)).find(([, reference]) => reference.resource.kind === kind && reference.name === name)?.[0];
}

/** As the API server gives it back. */
function stored(object: KubeObject, resourceVersion: string): KubeObject {
  return { ...structuredClone(object), metadata: { ...structuredClone(object.metadata), resourceVersion } };
}

function withForeignMarks(object: KubeObject): KubeObject {
  const { labels, annotations } = object.metadata;
  return { ...object, metadata: { ...object.metadata, labels: { ...labels, ...foreignMark }, annotations: { ...annotations, ...foreignMark } } };
}
