import { expect } from 'chai';
import { describeFailure, Failure } from '../../../shared/errors.ts';
import { renderQuery } from '../../../shared/metrics/query-template.ts';

const variables = {
  name: 'web', namespace: 'test', target: 'podinfo', canary: 'podinfo-canary', service: 'front', ingress: 'edge', route: 'path', interval: '1m',
  variables: { direction: 'inbound', 'with-dash': 'dashed' },
};

describe('shared/metrics/query-template.ts', () => {
  const rendered: [title: string, query: string, text: string][] = [
    ['every name', '{{ name }} {{ namespace }} {{ target }} {{ canary }} {{ service }} {{ ingress }} {{ route }} {{ interval }}', 'web test podinfo podinfo-canary front edge path 1m'],
    ['no spaces inside', '{{name}}[{{interval}}]', 'web[1m]'],
    ['neighbours', '{{ name }}{{ target }}', 'webpodinfo'],
    ['variables by key', '{{ variables.direction }}', 'inbound'],
    ['variables by index', '{{ index variables "with-dash" }}', 'dashed'],
    ['white space trimmed on both sides', 'a \n {{- name -}} \n b', 'awebb'],
    ['white space trimmed on the left', 'a \n {{- name }} b', 'aweb b'],
    ['white space trimmed on the right', 'a {{ name -}} \n b', 'a webb'],
    ['white space trimmed between two', '{{ name -}} {{- target }}', 'webpodinfo'],
    ['a comment', 'a{{/* not { this } */}}b', 'ab'],
    ['a comment with its white space', 'a {{- /* this */ -}} b', 'ab'],
    ['braces as text', '{{ "{{" }}x{{ `}}` }}', '{{x}}'],
    ['PromQL braces left alone', 'sum(rate(m{a="b",c=~"}}.*"}[{{ interval }}]))', 'sum(rate(m{a="b",c=~"}}.*"}[1m]))'],
    ['no variables at all', 'vector(1)', 'vector(1)'],
    ['many lines', 'sum(\n  m{ns="{{ namespace }}"}\n)', 'sum(\n  m{ns="test"}\n)'],
  ];
  for (const [title, query, text] of rendered) {
    it(`renders ${title}`, () => {
      expect(renderQuery(query, variables)).to.equal(text);
    });
  }

  const refused: [query: string, message: string][] = [
    ['{{ workload }}', 'query: "workload" is unknown in {{ }}; known are name, namespace, target, canary, service, ingress, route, interval and variables.<key>'],
    ['{{ if name }}x{{ end }}', 'query: "if name" is unknown in {{ }}; known are name, namespace, target, canary, service, ingress, route, interval and variables.<key>'],
    ['{{ name | printf "%s" }}', 'query: "name | printf "%s"" is unknown in {{ }}; known are name, namespace, target, canary, service, ingress, route, interval and variables.<key>'],
    ['{{ constructor }}', 'query: "constructor" is unknown in {{ }}; known are name, namespace, target, canary, service, ingress, route, interval and variables.<key>'],
    ['{{ variables.nope }}', 'query: variable "nope" is not set; templateVariables of the metric has direction, with-dash'],
    ['m{ns="{{ namespace"}', 'query: "{{ namespace"}" has no end; close it with }}'],
  ];
  for (const [query, message] of refused) {
    it(`refuses ${query}`, () => {
      const failure = (() => {
        try {
          return renderQuery(query, variables);
        } catch (error) {
          return error;
        }
      })();
      expect(failure).to.be.instanceOf(Failure);
      expect(describeFailure(failure)).to.equal(message);
    });
  }

  it('says where variables are set where there are none', () => {
    expect(() => renderQuery('{{ variables.a }}', { ...variables, variables: {} })).to.throw(Failure, 'query: variable "a" is not set').with.property('next', 'set it in templateVariables of the metric');
  });
});
