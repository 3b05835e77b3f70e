import { kubernetes } from '../../../../shared/routing/routers/kubernetes.ts';
import { itIsARouter } from '../../../contracts/router.contract.ts';

describe('shared/routing/routers/kubernetes.ts', () => {
  itIsARouter({ router: kubernetes, users: {}, problems: () => [], withForeignSetting: (object) => object, hasForeignSetting: () => true, destinations: () => ({}) });
});
