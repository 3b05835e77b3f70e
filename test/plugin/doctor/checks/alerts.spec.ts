import { expect } from 'chai';
import { alerts } from '../../../../plugin/doctor/checks/alerts.ts';
import { healthyCanary, itSees, sights } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/alerts.ts', () => {
  itSees(alerts, [['has nothing to say where there are none', {}, []]]);

  it('warns of a provider that does not exist', async () => {
    const seen = await sights(alerts, { canary: healthyCanary().analysed({ alerts: [{ name: 'team', providerRef: { name: 'chat' } }] }) });
    expect(seen).to.include('warning spec.analysis.alerts[0].providerRef: expected an AlertProvider that exists, got "chat.test" → create it, or correct the name');
  });
});
