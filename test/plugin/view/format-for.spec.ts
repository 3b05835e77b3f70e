import { expect } from 'chai';
import { parse } from 'yaml';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { formatFor, formatNames } from '../../../plugin/view/format-for.ts';
import type { Page, Subject } from '../../../plugin/view/format.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import { describeFailure } from '../../../shared/errors.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';

describe('plugin/view/format-for.ts', () => {
  const page: Page = { now: new Date(noon), width: Infinity, namespaces: true, paint: unpainted };
  const canaries = [
    aCanary().routedBy('traefik').inPhase('Progressing', { canaryWeight: 20, failedChecks: 1, because: 'step 2 of 5: weight 20', lastTransitionTime: afterNoon(-42), driver: { identity: 'jane@laptop-1', host: 'operator', since: noon } }).build(),
    aCanary().named('backend').inNamespace('shop').inPhase('Failed', { because: 'rolled back at weight 10: failed checks threshold reached 3', lastTransitionTime: afterNoon(-4000) }).build(),
    aCanary().named('new').build(),
  ];
  const subjects: Subject[] = canaries.map((canary) => ({ canary, view: canaryView(canary) }));

  const templates: Record<string, string> = { 'custom-columns=': 'NAME:.metadata.name,WEIGHT:.status.canaryWeight', 'jsonpath=': '{..name}' };
  for (const name of formatNames) {
    const format = formatFor(`${name}${templates[name] ?? ''}`);
    it(`prints a list as ${format.name}`, () => {
      expectGolden(`formats/list-${format.name}.txt`, format.list(subjects, page));
    });

    it(`prints one canary as ${format.name}`, () => {
      expectGolden(`formats/one-${format.name}.txt`, format.one(subjects[0]!, page));
    });
  }

  it('leaves the namespace out where there is only one', () => {
    expect(formatFor('table').list(subjects, { ...page, namespaces: false })[0]).to.match(/^NAME +STATUS/);
  });

  it('cuts a table at the edge of the terminal, but never a wide one', () => {
    expect(Math.max(...formatFor('table').list(subjects, { ...page, width: 60 }).map(({ length }) => length))).to.equal(60);
    expect(formatFor('wide').list(subjects, { ...page, width: 60 })[0]!.length).to.be.greaterThan(60);
  });

  it('prints objects that can be read again', () => {
    expect(JSON.parse(formatFor('json').one(subjects[0]!, page).join('\n'))).to.deep.equal(canaries[0]);
    expect(parse(formatFor('yaml').list(subjects, page).join('\n')).items).to.deep.equal(canaries);
  });

  it('names the formats there are, or the one that was meant', () => {
    const messageFor = (name: string) => {
      try {
        return formatFor(name).name;
      } catch (error) {
        return describeFailure(error);
      }
    };
    expect(messageFor('jsn')).to.equal('there is no output format "jsn"; did you mean json?');
    expect(messageFor('')).to.equal('there is no output format ""; it is one of custom-columns=, json, jsonpath=, name, plain, table, wide, yaml');
    expect(messageFor('wide=x')).to.match(/^there is no output format "wide=x"/);
    expect(messageFor('jsonpath')).to.equal('-o jsonpath expects a template; write it such as -o \'jsonpath={.status.phase}\'');
  });
});
