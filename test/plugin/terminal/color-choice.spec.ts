import { expect } from 'chai';
import { chooseColor } from '../../../plugin/terminal/color-choice.ts';
import { wantsColor } from '../../../plugin/terminal/colors.ts';

describe('plugin/terminal/color-choice.ts', () => {
  it('lets --color speak before the environment', () => {
    const env = (choice: string | undefined, before: Record<string, string>) => {
      const chosen: Record<string, string | undefined> = { ...before };
      chooseColor(choice, chosen);
      return [true, false].map((isTerminal) => wantsColor({ env: chosen, isTerminal }));
    };
    expect(env('always', { NO_COLOR: '1' })).to.deep.equal([true, true]);
    expect(env('never', { FORCE_COLOR: '1' })).to.deep.equal([false, false]);
    expect(env('auto', {})).to.deep.equal([true, false]);
  });
});
