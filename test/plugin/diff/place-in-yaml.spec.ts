import { expect } from 'chai';
import { placeOf } from '../../../plugin/diff/place-in-yaml.ts';

const yaml = `metadata:
  labels:
    app: podinfo
spec:
  containers:
    - name: app
      image: podinfo:1
      env:
        - name: COLOR
          value: blue
      args: [run]
    - name: proxy
      ports:
        - containerPort: 80
          protocol: TCP
  restartPolicy: Always`.split('\n');

describe('plugin/diff/place-in-yaml.ts', () => {
  const cases: [line: string, place: string][] = [
    ['metadata:', ''],
    ['    app: podinfo', 'metadata.labels'],
    ['      image: podinfo:1', 'spec.containers[app]'],
    ['          value: blue', 'spec.containers[app].env[COLOR]'],
    ['      args: [run]', 'spec.containers[app]'],
    ['    - name: proxy', 'spec.containers'],
    ['          protocol: TCP', 'spec.containers[proxy].ports'],
    ['  restartPolicy: Always', 'spec'],
  ];
  for (const [line, place] of cases) {
    it(`finds "${line.trim()}" in "${place}"`, () => expect(placeOf(yaml.slice(0, yaml.indexOf(line) + 1))).to.equal(place));
  }
});
