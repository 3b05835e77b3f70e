/** Something that is referred to is not there, or not usable: what refers to it is left out as a whole. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}
