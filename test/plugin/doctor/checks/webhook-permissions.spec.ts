import { webhookPermissions } from '../../../../plugin/doctor/checks/webhook-permissions.ts';
import { itSees } from '../../../builders/a-checkup.ts';

describe('plugin/doctor/checks/webhook-permissions.ts', () => {
  itSees(webhookPermissions, [
    ['is content with what is shipped', {}, ['ok the webhook may do what it has to']],
    ['names what is missing', { deniedToAccounts: ['webhook list services', 'webhook create events'] }, ['error the webhook may not list services; create events → put its roles back with "kubectl canary install"']],
  ]);
});
