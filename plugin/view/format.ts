/** The contract of an output format (`-o`): one member per format, in `formats/`. Pure: what was read becomes lines. */
import type { Canary } from '../../shared/api/canary.ts';
import type { CanaryView } from './canary-view.ts';
import type { Paint } from './line.ts';

/** A Canary as it was read, and what a person needs of it. */
export interface Subject {
  readonly canary: Canary;
  readonly view: CanaryView;
}

export interface Page {
  readonly now: Date;
  /** Columns there are; Infinity where nothing is to be cut. */
  readonly width: number;
  readonly paint: Paint;
  /** The subjects are of more than one namespace. */
  readonly namespaces: boolean;
}

export interface Format {
  /** As written after `-o`. */
  readonly name: string;
  /** For `list`. */
  list(subjects: readonly Subject[], page: Page): string[];
  /** For `status`. */
  one(subject: Subject, page: Page): string[];
}

/** A format that is told what to print: `-o jsonpath={.status.phase}`. */
export interface TemplateFormat {
  /** As written before the equals sign. */
  readonly name: string;
  /** A template to show in messages. */
  readonly takes: string;
  /** The format with this template. @throws Failure (usage) where it cannot be read. */
  with(template: string): Format;
}
