import { defaultRouter, routerFor } from '../../../shared/routing/router-for.ts';
import type { Capabilities } from '../../../shared/routing/router.ts';
import { pluralOf } from '../../install/object-title.ts';
import type { CanaryCheck } from '../check.ts';
import { ok } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

const words: Record<keyof Capabilities, string> = { weights: 'shares traffic by weight', headerMatch: 'routes by headers', mirror: 'mirrors requests', sessionAffinity: 'keeps clients on a version' };

/** Is the router known, installed, and able to do what the analysis asks for? */
export const router: CanaryCheck = {
  code: 'KC401',
  title: 'the router is known, its API installed, and it can do what the analysis asks for',
  about: 'canary',
  async look(context) {
    const sights = await problemSights(context, 'routing');
    const { provider = defaultRouter } = context.canary.spec;
    const found = routerFor(provider);
    if (sights.length > 0 || found === undefined) {
      return sights;
    }
    const can = (Object.keys(words) as (keyof Capabilities)[]).filter((each) => found.supports[each]).map((each) => words[each]);
    const served = found.resources.length === 0 ? '' : `; the cluster has ${found.resources.map(pluralOf).join(', ')}`;
    return [ok(`provider ${provider} ${can.join(', ') || 'leaves traffic to Services, for iterations (blue/green)'}${served}`)];
  },
};
