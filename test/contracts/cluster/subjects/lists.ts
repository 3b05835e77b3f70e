import { expect } from 'chai';
import { configMaps, deployments, events, pods, secrets } from '../../../../shared/kube/resources.ts';
import type { Resource } from '../../../../shared/kube/resources.ts';
import { aNamespace } from '../a-namespace.ts';
import { succeeded } from '../answer.ts';
import type { Json } from '../answer.ts';
import type { Exam } from '../cluster-under-test.ts';
import { expectRefusal } from '../expect-refusal.ts';
import { aConfigMap, aMetricTemplate } from '../samples.ts';

const onlyNames = 'only "metadata.name", "metadata.namespace"';

/** How objects are listed: all, page by page, by their labels, by their fields. */
export function describeLists(exam: Exam): void {
  describe('lists', () => {
    const here = aNamespace(exam, 'lists');
    const list = async (resource: Resource, query = {}) => succeeded(await here.list(resource, { query }));
    /** Of this subject's own objects. */
    const names = async (labelSelector: string, query = {}) => namesIn(await list(configMaps, { labelSelector: `ours,${labelSelector}`, ...query }));

    before(async () => {
      for (const [name, labels] of Object.entries({ a: { tier: 'web' }, b: { tier: 'db' }, c: { tier: 'db', old: '' }, d: {}, e: { tier: '', old: 'yes' } })) {
        await here.given(configMaps, aConfigMap(name, { labels: { ours: '', name, ...labels } }));
      }
    });

    it('have the names in order, and a version no older than any object\'s', async () => {
      const { kind, apiVersion, items, metadata } = await list(configMaps);
      expect([kind, apiVersion]).to.deep.equal(['ConfigMapList', 'v1']);
      expect(namesIn({ items })).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'kube-root-ca.crt']);
      expect(Number(metadata.resourceVersion)).to.be.at.least(Math.max(...items.map((item: Json) => Number(item.metadata.resourceVersion))));
    });

    it('are empty where there is nothing, even no namespace', async () => {
      expect((await list(secrets)).items).to.deep.equal([]);
      expect((await list(exam.kinds.metricTemplates)).items).to.deep.equal([]);
      expect(succeeded(await here.http('GET', '/api/v1/namespaces/not-there/configmaps')).items).to.deep.equal([]);
    });

    it('say of items of Kubernetes\' own kinds not what they are', async () => {
      expect((await list(configMaps)).items[0]).to.have.all.keys('metadata', 'data');
    });

    it('say of custom resources what they are', async () => {
      const { apiVersion } = exam.kinds.metricTemplates;
      await here.given(exam.kinds.metricTemplates, aMetricTemplate('listed'));
      const { kind, items } = await list(exam.kinds.metricTemplates, { fieldSelector: 'metadata.name=listed' });
      expect([kind, items[0].kind, items[0].apiVersion]).to.deep.equal(['MetricTemplateList', 'MetricTemplate', apiVersion]);
      await here.delete(exam.kinds.metricTemplates, 'listed');
    });

    it('reach across namespaces', async () => {
      const { items } = succeeded(await here.http('GET', '/api/v1/configmaps', { query: { fieldSelector: `metadata.namespace=${here.name},metadata.name=a` } }));
      expect(items.map(({ metadata }: Json) => `${metadata.namespace}/${metadata.name}`)).to.deep.equal([`${here.name}/a`]);
      expectRefusal(await here.http('GET', '/api/v1/configmaps/a'), '404 the server could not find the requested resource');
    });

    describe('by labels', () => {
      const cases: [string, string[]][] = [
        ['tier=db', ['b', 'c']],
        ['tier==db', ['b', 'c']],
        ['tier=', ['e']],
        ['tier!=db', ['a', 'd', 'e']],
        ['tier in (web, db)', ['a', 'b', 'c']],
        ['tier notin (web,db)', ['d', 'e']],
        ['tier', ['a', 'b', 'c', 'e']],
        ['!tier', ['d']],
        ['tier=db,!old', ['b']],
        ['tier=db,name in (a,c)', ['c']],
      ];
      for (const [selector, expected] of cases) {
        it(`find with "${selector}" ${expected.join(', ')}`, async () => {
          expect(await names(selector)).to.deep.equal(expected);
        });
      }

      const refused: [string, string][] = [
        ['tier in (web', "400 unable to parse requirement: found '', expected: ',' or ')'"],
        ['tier=web db', "400 found 'db', expected: ',' or 'end of string'"],
        ['=', "400 found '=', expected: !, identifier, or 'end of string'"],
      ];
      for (const [labelSelector, expected] of refused) {
        it(`do not understand "${labelSelector}"`, async () => expectRefusal(await here.list(configMaps, { query: { labelSelector } }), expected));
      }
    });

    describe('by fields', () => {
      const cases: [string, string[]][] = [
        ['metadata.name=a', ['a']],
        ['metadata.name==a', ['a']],
        ['metadata.name!=a', ['b', 'c', 'd', 'e']],
        ['metadata.name!=a,metadata.name!=b', ['c', 'd', 'e']],
        ['metadata.namespace=other', []],
      ];
      for (const [fieldSelector, expected] of cases) {
        it(`find with "${fieldSelector}" ${expected.join(', ') || 'nothing'}`, async () => {
          expect(await names('ours', { fieldSelector })).to.deep.equal(expected);
        });
      }

      it('find events by what they are about', async () => {
        const about = (name: string, kind: string, type: string) => ({ metadata: { name }, involvedObject: { kind, name: `${name}-object`, namespace: here.name, uid: `${name}-uid` }, reason: `Because${kind}`, type, message: 'words' });
        await here.given(events, about('one', 'ConfigMap', 'Normal'));
        await here.given(events, about('two', 'Secret', 'Warning'));
        const found = async (fieldSelector: string) => namesIn(await list(events, { fieldSelector }));
        expect(await found('involvedObject.name=one-object')).to.deep.equal(['one']);
        expect(await found('involvedObject.kind=Secret')).to.deep.equal(['two']);
        expect(await found(`involvedObject.uid=one-uid,involvedObject.namespace=${here.name}`)).to.deep.equal(['one']);
        expect(await found('reason=BecauseSecret')).to.deep.equal(['two']);
        expect(await found('type!=Warning,involvedObject.kind!=Pod')).to.deep.equal(['one']);
      });

      it('find pods by where they run, and how', async () => {
        expect((await list(pods, { fieldSelector: 'spec.nodeName=none,status.phase=Running' })).items).to.deep.equal([]);
      });

      const refused: [Resource, string, string][] = [
        [configMaps, 'data.a=1', `400 "data.a" is not a known field selector: ${onlyNames}`],
        [deployments, 'spec.replicas=1', `400 "spec.replicas" is not a known field selector: ${onlyNames}`],
        [pods, 'spec.priority=1', '400 field label not supported: spec.priority'],
        [events, 'message=words', '400 field label not supported: message'],
        [configMaps, 'metadata.name', "400 invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
      ];
      for (const [resource, fieldSelector, expected] of refused) {
        it(`are refused for ${resource.plural} with "${fieldSelector}"`, async () => expectRefusal(await here.list(resource, { query: { fieldSelector } }), expected));
      }

      it('are refused for custom resources with a field they do not offer', async () => {
        expectRefusal(await here.list(exam.kinds.metricTemplates, { query: { fieldSelector: 'spec.query=x' } }), '400 field label not supported: spec.query');
      });
    });

    describe('page by page', () => {
      it('show all as it was at the first page, whatever happens meanwhile', async () => {
        for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) {
          await here.given(configMaps, aConfigMap(name, { labels: { paged: '' } }));
        }
        const page = (more: object) => list(configMaps, { limit: 2, ...more });
        const pages = [await page({})];
        succeeded(await here.delete(configMaps, 'p3'));
        await here.given(configMaps, aConfigMap('p9'));
        while (pages.at(-1).metadata.continue) {
          pages.push(await page({ continue: pages.at(-1).metadata.continue }));
        }
        expect(pages.flatMap(namesIn)).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'kube-root-ca.crt', 'p1', 'p2', 'p3', 'p4', 'p5']);
        expect(new Set(pages.map(({ metadata }) => metadata.resourceVersion))).to.have.property('size', 1);
        expect(pages.map(({ metadata }) => metadata.remainingItemCount)).to.deep.equal([9, 7, 5, 3, 1, undefined]);
      });

      it('are refused with a page that nobody has', async () => {
        expectRefusal(await here.list(configMaps, { query: { limit: 1, continue: 'nonsense' } }), /^400 .*continue key is not valid/);
        const { metadata } = await list(configMaps, { limit: 1 });
        expectRefusal(await here.list(configMaps, { query: { continue: metadata.continue, resourceVersion: '1' } }), '400 specifying resource version is not allowed when using continue');
      });
    });

    it('cannot be had of a version that is no number', async () => {
      expectRefusal(await here.list(configMaps, { query: { resourceVersion: 'x' } }), /^400 invalid resource version: /);
    });
  });
}

function namesIn({ items }: Json): string[] {
  return items.map(({ metadata }: Json) => metadata.name);
}
