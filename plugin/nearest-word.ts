export { nearestWord } from '../shared/nearest-word.ts';
