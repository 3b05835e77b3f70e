import { expect } from 'chai';
import { canaryView } from '../../../plugin/view/canary-view.ts';
import { unpainted } from '../../../plugin/view/line.ts';
import { widthOf } from '../../../plugin/view/width.ts';
import { menuFrame, pressInMenu } from '../../../plugin/watch/canary-menu.ts';
import type { MenuState } from '../../../plugin/watch/canary-menu.ts';
import { aCanary } from '../../builders/a-canary.ts';
import { afterNoon, noon } from '../../builders/an-observation.ts';
import { expectGolden } from '../../builders/golden.ts';

describe('plugin/watch/canary-menu.ts', () => {
  const views = [
    canaryView(aCanary().named('backend').inNamespace('shop').withStatus({ phase: 'Failed', canaryWeight: 0, because: 'rolled back at weight 10: failed checks threshold reached 3', lastTransitionTime: afterNoon(-3960) }).build()),
    canaryView(aCanary().named('frontend').inNamespace('shop').build()),
    canaryView(aCanary().named('podinfo').inNamespace('test').withStatus({ phase: 'Progressing', canaryWeight: 20, because: 'step 2 of 5: weight 20', lastTransitionTime: afterNoon(-42) }).build()),
  ];
  const options = { now: new Date(noon), paint: unpainted, namespace: undefined };

  for (const [width, height] of [[60, 15], [80, 24], [120, 40]] as const) {
    it(`draws all canaries on ${width} columns and ${height} lines`, () => {
      expectGolden(`frames/menu-${width}x${height}.txt`, menuFrame(views, { selected: 'test/podinfo' }, { ...options, width, height }));
    });
  }

  it('leaves out the namespace where it is the same, and says where there are none', () => {
    expect(menuFrame(views.slice(2), { selected: undefined }, { ...options, width: 80, height: 24, namespace: 'test' }).slice(0, 3)).to.deep.equal([
      'canaries of namespace test', '', '▶ podinfo  Progressing        20%  42s     step 2 of 5: weight 20',
    ]);
    expect(menuFrame([], { selected: undefined }, { ...options, width: 80, height: 24 })[2]).to.equal('there are none yet');
  });

  it('keeps what is selected in sight on a terminal of any size', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ ...views[1]!, name: `app-${index}` }));
    for (const selected of ['shop/app-0', 'shop/app-25', 'shop/app-49']) {
      const lines = menuFrame(many, { selected }, { ...options, width: 60, height: 15 });
      expect(lines.filter((line) => line.startsWith('▶')).map((line) => line.split(/\s+/)[1])).to.deep.equal([selected]);
      expect(lines).to.have.length(14);
      expect(Math.max(...lines.map(widthOf))).to.be.at.most(60);
    }
  });

  const keys: [title: string, keys: string[], expected: MenuState['selected']][] = [
    ['down', ['\x1b[b'], 'shop/frontend'], ['down with j', ['j', 'j'], 'test/podinfo'], ['not beyond the end', ['j', 'j', 'j', 'j'], 'test/podinfo'],
    ['up again', ['j', '\x1b[a'], 'shop/backend'], ['not above the start', ['k'], 'shop/backend'], ['nowhere', ['x'], 'shop/backend'],
  ];
  for (const [title, pressed, expected] of keys) {
    it(`goes ${title}`, () => {
      expect(pressed.reduce<MenuState>((state, key) => pressInMenu(state, key, views).state, { selected: undefined })).to.deep.equal({ selected: expected });
    });
  }

  it('opens what is selected, though the list has changed meanwhile', () => {
    expect(pressInMenu({ selected: 'test/podinfo' }, '\r', views.slice(1)).wish).to.deep.equal({ does: 'open', namespace: 'test', name: 'podinfo' });
    expect(pressInMenu({ selected: undefined }, '\r', []).wish).to.equal(undefined);
  });

  it('quits', () => {
    expect([pressInMenu({ selected: undefined }, 'q', views).wish, pressInMenu({ selected: undefined }, '\x1b', []).wish]).to.deep.equal([{ does: 'quit' }, { does: 'quit' }]);
  });
});
