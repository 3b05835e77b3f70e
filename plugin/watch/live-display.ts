import { describeFailure } from '../../shared/errors.ts';
import type { Kube } from '../../shared/kube/kube.ts';
import type { Clock } from '../../shared/time/clock.ts';
import type { CommandVerb } from '../../shared/engine/decide-command.ts';
import type { Display } from '../display.ts';
import { explainError } from '../explain-error.ts';
import type { Screen } from '../terminal/screen.ts';
import { frame } from '../view/frame.ts';
import type { Paint } from '../view/line.ts';
import type { Controls } from './controls.ts';
import { refusalOf } from './controls.ts';
import { footer } from './footer.ts';
import { idleText } from './idle-text.ts';
import * as overlays from './overlays/index.ts';
import type { OverlayPage } from './overlays/overlay.ts';
import { openScene } from './scene.ts';
import { press, untouched } from './screen-state.ts';
import type { Overlay, ScreenState } from './screen-state.ts';

export interface LiveDisplayOptions {
  readonly kube: Kube;
  readonly clock: Clock;
  readonly paint: Paint;
  /** With nothing held it goes on and waits, so that is to be said. */
  readonly awaits: boolean;
  /** Undefined where nobody can press keys. */
  readonly controls: Controls | undefined;
  openScreen(options: { onResize(): void }): Screen;
}

/** Redrawn at each change, and each second for what counts down. */
export function liveDisplay(options: LiveDisplayOptions): Display {
  const live = new LiveDisplay(options);
  return {
    get view() {
      return live.scene.shown?.view;
    },
    show(observation, decision) {
      live.scene.look(observation, decision);
      live.changed();
    },
    trouble: (message) => live.draw(message),
    close: () => live.close(),
  };
}

class LiveDisplay {
  readonly scene;
  readonly #options: LiveDisplayOptions;
  readonly #screen: Screen;
  readonly #stops: (() => void)[] = [];
  #state: ScreenState = untouched;
  #trouble: string | undefined;
  #page: { readonly overlay: Overlay; readonly shows: OverlayPage; close(): void } | undefined;

  constructor(options: LiveDisplayOptions) {
    this.#options = options;
    this.scene = openScene({ kube: options.kube, onChange: () => this.draw() });
    this.#screen = options.openScreen({ onResize: () => this.draw() });
    const timer = setInterval(() => this.draw(), 1000);
    this.#stops.push(() => clearInterval(timer), () => this.scene.close(), () => this.#page?.close(), () => this.#screen.close());
    const stopKeys = options.controls?.followKeys((key) => this.#press(key));
    this.#stops.push(() => stopKeys?.());
  }

  /** The canary is looked at anew, so there is no trouble. */
  changed(): void {
    this.#trouble = undefined;
    // What was asked for has come about, or something else has since.
    this.#state = { ...this.#state, notice: this.#state.notice?.tone === 'good' ? undefined : this.#state.notice };
    const { shown } = this.scene;
    if (shown !== undefined) {
      this.#page?.shows.look(shown);
    }
    this.draw();
  }

  draw(trouble: string | undefined = this.#trouble): void {
    this.#trouble = trouble;
    const { shown } = this.scene;
    if (shown === undefined) {
      return;
    }
    const { width, height } = this.#screen;
    const { clock, awaits, paint, controls } = this.#options;
    const idle = awaits ? idleText(shown.view) : undefined;
    const page = this.#page?.shows;
    this.#screen.draw(frame(shown.view, {
      width, height, paint, now: clock.now(), sides: shown.sides, trends: shown.trends,
      overlay: page === undefined ? undefined : (room) => page.lines(room),
      footer: footer({ state: this.#state, observation: shown.observation, trouble, idle, hasKeys: controls !== undefined, width }),
    }));
  }

  close(): void {
    this.#stops.splice(0).forEach((stop) => stop());
  }

  #press(key: string): void {
    const { shown } = this.scene;
    if (shown === undefined) {
      return key === 'q' ? this.#options.controls?.quit() : undefined;
    }
    const { observation } = shown;
    const { state, wish } = press(this.#state, key, { isPaused: observation.canary.status?.paused !== undefined, refusal: (verb) => refusalOf(verb, observation) });
    this.#state = state;
    this.#turnTo(state.overlay);
    if (wish?.does === 'quit') {
      this.#options.controls?.quit();
    } else if (wish !== undefined) {
      void this.#order(wish.verb);
    }
    this.draw();
  }

  #turnTo(overlay: Overlay | undefined): void {
    if (overlay === this.#page?.overlay) {
      return;
    }
    this.#page?.close();
    const closing = new AbortController();
    const { shown } = this.scene;
    this.#page = overlay === undefined ? undefined : {
      overlay,
      shows: overlays[overlay]({ kube: this.#options.kube, signal: closing.signal, changed: () => this.draw() }),
      close: () => closing.abort(),
    };
    if (shown !== undefined) {
      this.#page?.shows.look(shown);
    }
  }

  async #order(verb: CommandVerb): Promise<void> {
    const { shown } = this.scene;
    const { controls } = this.#options;
    if (shown === undefined || controls === undefined) {
      return;
    }
    const told = (text: string, tone: 'good' | 'bad') => {
      this.#state = { ...this.#state, notice: { text, tone } };
      this.draw();
    };
    await controls.order(verb, shown.observation).then(
      () => told(`${verb} is asked for`, 'good'),
      (error: unknown) => told(describeFailure(explainError(error) ?? error), 'bad'),
    );
  }
}
