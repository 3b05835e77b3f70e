/** The demo from its first line to its last: a driver, the story, and what the person does. */
import { describeFailure } from '../../shared/errors.ts';
import { drive } from '../../shared/engine/drive.ts';
import { thisDriver } from '../driver.ts';
import { viewOfObservation } from '../view/canary-view.ts';
import { acts } from './acts.ts';
import type { Demo } from './demo.ts';
import { demoApp, demoNamespace } from './demo-objects.ts';
import { keyActions } from './keys.ts';
import type { Play } from './keys.ts';
import type { Stage } from './stage.ts';
import { Views, tellStory } from './tell-story.ts';
import { usersLine } from './user-counts.ts';

/** Between two acts, where a person watches. */
const readingMs = 2500;

export interface DemoRun {
  readonly demo: Demo;
  readonly stage: Stage;
  readonly signal: AbortSignal;
  /** Gives the keys of a person, until it is called off; undefined where there is none. */
  readonly followKeys: ((onKey: (key: string) => void) => () => void) | undefined;
}

/** Without keys it ends with the story; with them when the person wants. @throws Failure where the story does not go as told. */
export async function runDemo({ demo, stage, signal, followKeys }: DemoRun): Promise<void> {
  const views = new Views();
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  const driving = drive({
    kube: demo.kube, namespace: demoNamespace, name: demoApp, ...(await thisDriver(demo.kube)), begin: true, idle: 'stay', clock: demo.clock, signal: ended,
    onChange(observation, decision) {
      const view = viewOfObservation(observation, decision);
      stage.show(view, observation, decision);
      views.take(view);
    },
    onTrouble: (error) => stage.say(error.message),
  });
  try {
    await Promise.race([followKeys === undefined ? tellStory({ demo, acts, views, pauseMs: 0, signal: ended, say: stage.say }) : play({ demo, stage, signal: ended, followKeys, views }), driving]);
  } finally {
    over.abort();
    await driving;
  }
  stage.say(`the end; ${usersLine(demo.users())}`);
}

/** Tells the story until the person presses a key that does something; then it is their play. */
async function play({ demo, stage, signal, followKeys, views }: DemoRun & { followKeys: NonNullable<DemoRun['followKeys']>; views: Views }): Promise<void> {
  const { promise: quit, resolve } = Promise.withResolvers<void>();
  const takenOver = new AbortController();
  const state: Play = { get view() { return views.current; }, newest: 2, ailments: new Map() };
  const stop = followKeys((key) => {
    if (key === 'q') {
      resolve();
      return;
    }
    const action = keyActions.find((each) => each.key === key);
    if (action !== undefined) {
      takenOver.abort();
      void action.press(demo, state).then((lines) => lines.forEach(stage.say), (error: Error) => stage.say(describeFailure(error)));
    }
  });
  signal.addEventListener('abort', () => resolve());
  try {
    const telling = tellStory({ demo, acts, views, pauseMs: readingMs, signal: AbortSignal.any([signal, takenOver.signal]), say: stage.say });
    await Promise.race([quit, telling.catch((error: Error) => stage.say(takenOver.signal.aborted ? 'it is your play now' : error.message))]);
    if (!takenOver.signal.aborted) {
      stage.say('That was the story. It is your play now: n for a new version, e or l to make it ill, then p, a or r; q when you have seen enough');
    }
    await quit;
  } finally {
    stop();
  }
}
