/** The exam of every metric provider: whatever happens at the source, a number is only given where there is one. */
import { expect } from 'chai';
import { describeFailure } from '../../shared/errors.ts';
import { ApiError, Unreachable } from '../../shared/kube/kube.ts';
import * as providers from '../../shared/metrics/providers/index.ts';
import type { MeasureContext, Measurement, MetricProvider, Question, Source } from '../../shared/metrics/provider.ts';

/** What a source can be like. */
export type Weather =
  /** There is one number, this one. */
  | { readonly kind: 'value'; readonly value: number }
  /** It answers, but nothing was measured. */
  | { readonly kind: 'empty' }
  /** Nobody answers. */
  | { readonly kind: 'unreachable' }
  /** It answers that we may not ask. */
  | { readonly kind: 'refused' }
  /** Something else answers there. */
  | { readonly kind: 'garbage' };

export interface MetricProviderExam {
  readonly provider: MetricProvider;
  /** A question the provider answers, and a source of this weather. */
  setup(weather: Weather): { question: Question; source: Source; context: MeasureContext };
}

/** What must never be told to anybody; sources of the exam have it in their secret. */
export const hushed = 's3cret-of-the-exam';

/** Lets a provider sit the exam. */
export function metricProviderContract({ provider, setup }: MetricProviderExam): void {
  const sit = async (weather: Weather) => {
    const { question, source, context } = setup(weather);
    const before = JSON.stringify(source);
    const outcome = await provider.measure(deepFreeze(question), deepFreeze(source), context).catch(asUnknown);
    expect(JSON.stringify(source), 'the source is not changed').to.equal(before);
    return outcome;
  };

  describe(`the contract of metric providers: ${provider.name}`, () => {
    it('is listed under its own name, and answers something', () => {
      expect(Object.entries(providers).find(([, member]) => member === provider)?.[0]).to.equal(provider.name);
      expect(provider.answers).not.to.have.lengthOf(0);
    });

    for (const value of [0, 12.5, 100]) {
      it(`gives the value ${value}`, async () => {
        const outcome = await sit({ kind: 'value', value });
        expect(outcome.kind).to.equal('value');
        expect((outcome as { value: number }).value).to.be.closeTo(value, 1e-9);
      });
    }

    it('gives the same value when asked again', async () => {
      expect(await sit({ kind: 'value', value: 42 })).to.deep.equal(await sit({ kind: 'value', value: 42 }));
    });

    it('says that there are no values, which is neither zero nor a failure', async () => {
      expect(await sit({ kind: 'empty' })).to.include({ kind: 'unknown', noValues: true });
    });

    for (const kind of ['unreachable', 'refused', 'garbage'] as const) {
      it(`cannot find out where the source is ${kind}, and says why in one line`, async () => {
        const outcome = await sit({ kind });
        expect(outcome.kind).to.equal('unknown');
        const { reason, noValues } = outcome as Extract<Measurement, { kind: 'unknown' }>;
        expect(reason).to.match(/^\S.{5,}$/);
        expect(reason).not.to.contain(hushed);
        expect(noValues, 'that is not the absence of traffic').to.equal(undefined);
      });
    }

    for (const kind of (['builtin', 'query'] as const).filter((each) => !provider.answers.includes(each))) {
      it(`says that it does not answer a ${kind}`, async () => {
        const { source, context } = setup({ kind: 'value', value: 1 });
        const question: Question = kind === 'query' ? { kind, name: 'own', query: 'vector(1)', intervalSeconds: 60 } : setup({ kind: 'empty' }).question;
        expect((await provider.measure(question, source, context)).kind).to.equal('unknown');
      });
    }
  });
}

/** Errors of the two doors are unknown measurements to whoever calls; any other is a bug and fails the exam. */
function asUnknown(error: unknown): Measurement {
  if (error instanceof Unreachable || error instanceof ApiError) {
    return { kind: 'unknown', reason: describeFailure(error) };
  }
  throw error;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
