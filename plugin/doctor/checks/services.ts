import { namespaceOf } from '../../../shared/api/namespace-of.ts';
import { canaryLabel } from '../../../shared/api/annotations.ts';
import { routeOf } from '../../../shared/routing/route-of.ts';
import { isSetUp } from '../is-set-up.ts';
import type { CanaryCheck } from '../check.ts';
import { ok, warning } from '../finding.ts';
import { problemSights } from '../problem-sights.ts';

/** Each Service selects the pods it is for: the names that ours must have are free, and none takes pods of the new version by accident. */
export const services: CanaryCheck = {
  code: 'KC504',
  title: 'the Services select the pods that they are for',
  about: 'canary',
  async look(context) {
    const { canary } = context;
    const [sights, found] = [await problemSights(context, 'services'), await context.services()];
    if (canary.spec.service === undefined || sights.length > 0) {
      return sights;
    }
    const { apex, primary, canaryService } = routeOf(canary);
    const missing = [apex, primary, canaryService].filter((name) => !found.some(({ metadata }) => metadata.name === name));
    if (missing.length > 0 && isSetUp(canary)) {
      return [warning(`Service ${missing.join(', ')} is missing`, `a driver makes it: kubectl canary watch ${canary.metadata.name} -n ${namespaceOf(canary)}`)];
    }
    const owner = found.find(({ metadata }) => metadata.name === apex)?.metadata.labels?.[canaryLabel] === undefined ? 'yours' : 'ours';
    const users = missing.includes(apex) ? `Service ${apex} will be made` : `Service ${apex} is ${owner}`;
    return [ok(`${users}; ${primary} and ${canaryService} ${missing.includes(primary) || missing.includes(canaryService) ? 'will be made' : 'are there'}`)];
  },
};
