import { explainAnalysis } from './explain-analysis.ts';
import { explainFailure } from './explain-failure.ts';
import { explainHold } from './explain-hold.ts';
import { explainObstacle } from './explain-obstacle.ts';
import { explainPromotion } from './explain-promotion.ts';
import { explainRemoval } from './explain-removal.ts';
import { explainRest } from './explain-rest.ts';
import type { Explanation } from './explanation.ts';
import { targetOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** Why a Canary is where it is, and what to do next. Pure; the first that has an answer is the most decisive. */
export function explain(standing: Standing): Explanation {
  const { sentences, next } = decisive(standing);
  const { canary, outlook, misfit } = standing;
  const isPartial = outlook === undefined && misfit === undefined;
  return { sentences: isPartial ? [...sentences, `${targetOf(canary)} may not be read: this is what is recorded`] : sentences, next };
}

function decisive(standing: Standing): Explanation {
  return explainRemoval(standing)
    ?? explainObstacle(standing)
    ?? explainFailure(standing)
    ?? explainAnalysis(standing)
    ?? explainPromotion(standing)
    ?? explainHold(standing)
    ?? explainRest(standing);
}
