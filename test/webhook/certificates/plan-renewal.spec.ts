import { expect } from 'chai';
import { issueServing } from '../../../webhook/certificates/issue.ts';
import { nothingKept } from '../../../webhook/certificates/kept-certificates.ts';
import type { KeptCertificates } from '../../../webhook/certificates/kept-certificates.ts';
import { planRenewal } from '../../../webhook/certificates/plan-renewal.ts';
import type { Renewal } from '../../../webhook/certificates/plan-renewal.ts';
import { someCertificates, webhookHosts } from '../../builders/some-certificates.ts';

const start = new Date('2026-01-01T00:00:00Z');
const after = ({ days = 0, seconds = 0 }: { days?: number; seconds?: number }) => new Date(start.getTime() + (days * 86_400 + seconds) * 1000);

describe('webhook/certificates/plan-renewal.ts', () => {
  let well: KeptCertificates;
  let next: KeptCertificates;
  let other: KeptCertificates;
  /** Our bundle, with the next authority in it. */
  let both: string;
  let ours: string;

  before(async () => {
    [well, next, other] = await Promise.all([someCertificates(start), someCertificates(after({ days: 2450 })), someCertificates(start)]);
    ours = well.trusted.join('');
    both = [...well.trusted, ...next.trusted].join('');
  });

  const introduced = (publishedAt?: Date): KeptCertificates => ({ ...well, nextAuthority: next.authority, nextPublishedAt: publishedAt, trusted: [...well.trusted, ...next.trusted] });

  interface Case {
    readonly title: string;
    readonly kept: () => KeptCertificates;
    /** One text per webhook; two of ours where absent. */
    readonly published?: () => string[];
    readonly days?: number;
    readonly seconds?: number;
    readonly hosts?: string[];
    readonly does: Renewal['do'];
    readonly because?: RegExp;
  }
  const late = 2450;
  const cases: Case[] = [
    { title: 'begins where nothing is kept and no configuration is there yet', kept: () => nothingKept, published: () => [], does: 'begin' },
    { title: 'begins where nothing is kept and nothing is filled in', kept: () => nothingKept, published: () => ['', ''], does: 'begin' },
    { title: 'begins where what is published is no certificate', kept: () => nothingKept, published: () => ['hello'], does: 'begin' },
    { title: 'begins where what is published has ended', kept: () => nothingKept, published: () => [ours], days: 4000, does: 'begin' },
    { title: 'goes over to a new authority where the Secret was lost: replicas still serve by the published one', kept: () => nothingKept, does: 'introduce-authority', because: /was lost/ },
    { title: 'rests while all is well', kept: () => well, does: 'rest' },
    { title: 'rests where there is no configuration to publish in', kept: () => well, published: () => [], does: 'rest' },
    { title: 'publishes where a configuration is empty', kept: () => well, published: () => [ours, ''], does: 'publish' },
    { title: 'publishes where a configuration has another authority', kept: () => well, published: () => [ours, other.trusted.join('')], does: 'publish' },
    { title: 'publishes where a configuration has one more than ours', kept: () => well, published: () => [ours, both], does: 'publish' },
    { title: 'does not mind how a bundle is written', kept: () => well, published: () => [`# CA\r\n${ours.replaceAll('\n', '\r\n')}\n\n`], does: 'rest' },
    { title: 'issues where there is no certificate', kept: () => ({ ...well, serving: undefined }), does: 'issue-certificate', because: /there is no certificate/ },
    { title: 'issues where the certificate is of another authority', kept: () => ({ ...well, serving: other.serving }), does: 'issue-certificate', because: /not one of our authority/ },
    { title: 'issues where the certificate is for other names', kept: () => well, hosts: ['webhook.elsewhere.svc'], does: 'issue-certificate', because: /for webhook\.elsewhere\.svc/ },
    { title: 'rests when more than a third of its life is left', kept: () => well, days: 59, does: 'rest' },
    { title: 'issues when a third of its life is left', kept: () => well, days: 60, does: 'issue-certificate', because: /comes to its end/ },
    { title: 'issues when the certificate has ended', kept: () => well, days: 300, does: 'issue-certificate' },
    { title: 'issues even where it cannot publish', kept: () => well, published: () => [''], days: 61, does: 'issue-certificate' },
    { title: 'introduces another authority when a third of the life of ours is left', kept: () => ({ ...well, serving: renewed() }), days: late, does: 'introduce-authority', because: /authority comes to its end/ },
    { title: 'first publishes the next authority next to the old one', kept: () => ({ ...introduced(), serving: renewed() }), days: late, does: 'publish' },
    { title: 'does not take it for published while one configuration lacks it', kept: () => ({ ...introduced(), serving: renewed() }), published: () => [both, ours], days: late, does: 'publish' },
    { title: 'then remembers since when it is published', kept: () => ({ ...introduced(), serving: renewed() }), published: () => [both, both], days: late, does: 'note-published' },
    { title: 'does not sign with it before it has been published for a while', kept: () => ({ ...introduced(after({ days: late })), serving: renewed() }), published: () => [both, both], days: late, seconds: 29, does: 'rest' },
    { title: 'signs with it then', kept: () => ({ ...introduced(after({ days: late })), serving: renewed() }), published: () => [both, both], days: late, seconds: 30, does: 'change-authority' },
    { title: 'does not sign with it where somebody has taken it out again', kept: () => ({ ...introduced(after({ days: late })), serving: renewed() }), published: () => [both, ours], days: late, seconds: 31, does: 'publish' },
    { title: 'goes on serving by the old authority meanwhile', kept: () => ({ ...introduced(), serving: undefined }), days: late, does: 'issue-certificate' },
    { title: 'replaces an authority that has ended, though it was asleep all the while', kept: () => well, days: 4000, does: 'introduce-authority' },
    { title: 'does not ask an authority that has ended for a certificate', kept: () => introduced(), days: 4000, does: 'publish' },
    { title: 'does not renew for ever what ends with its authority', kept: () => introducedAtTheEnd(), published: () => [both, both], days: 3649, does: 'note-published' },
    { title: 'takes the damaged half of a Secret for absent', kept: () => ({ ...nothingKept, nextAuthority: next.authority, trusted: next.trusted }), published: () => [''], days: late, does: 'publish' },
  ];

  /** A certificate of our authority that is fresh at 2450 days, as plans look at it. */
  let fresh: KeptCertificates['serving'];
  let last: KeptCertificates['serving'];
  before(async () => {
    [fresh, last] = await Promise.all([after({ days: late }), after({ days: 3600 })].map((now) => issueServing({ authority: well.authority!, hosts: webhookHosts, now })));
  });
  const renewed = () => fresh;
  const introducedAtTheEnd = () => ({ ...introduced(), serving: last });

  for (const { title, kept, published = () => [ours, ours], hosts = webhookHosts, does, because = /./, ...moment } of cases) {
    it(title, () => {
      const plan = planRenewal({ kept: kept(), published: published(), hosts, now: after(moment) });
      expect(plan.do).to.equal(does);
      expect(plan.because).to.match(because);
    });
  }

  it('trusts what was published when the Secret was lost, besides its new authority', () => {
    const plan = planRenewal({ kept: nothingKept, published: [ours, both, ''], hosts: webhookHosts, now: after({ days: late }) });
    expect(plan).to.have.property('trusted').that.has.members([...well.trusted, ...next.trusted]);
  });

  it('trusts an earlier authority until the certificate has come to its end: then nobody serves by it any more', () => {
    const kept = { ...well, trusted: [...well.trusted, ...other.trusted] };
    const published = [kept.trusted.join('')];
    expect(planRenewal({ kept, published, hosts: webhookHosts, now: after({ days: 1 }) }).do).to.equal('rest');
    expect(planRenewal({ kept, published, hosts: webhookHosts, now: after({ days: 60 }) })).to.deep.include({ do: 'issue-certificate', trusted: well.trusted });
  });

  it('goes on trusting an earlier authority when the certificate was only lost: a replica may be about to hear of it', () => {
    const kept = { ...well, serving: undefined, trusted: [...other.trusted, ...well.trusted] };
    const plan = planRenewal({ kept, published: [kept.trusted.join('')], hosts: webhookHosts, now: after({ days: 1 }) });
    expect(plan).to.deep.include({ do: 'issue-certificate', trusted: kept.trusted });
  });

  it('looks again when something is due, and once a day in any case', () => {
    const rest = (now: Date, kept = well) => planRenewal({ kept, published: [], hosts: webhookHosts, now });
    expect(rest(after({ days: 1 }))).to.have.property('until').that.deep.equals(after({ days: 2 }));
    expect(rest(after({ days: 59.9 }))).to.have.property('until').that.deep.equals(new Date('2026-03-01T23:40:00Z'));
    expect(rest(after({ days: late, seconds: 3 }), { ...introduced(after({ days: late })), serving: renewed() })).to.have.property('until').that.deep.equals(after({ days: late, seconds: 30 }));
  });
});
