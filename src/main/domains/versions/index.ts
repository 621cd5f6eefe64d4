export { compareVersions, isVersion } from './compare.ts';
export { comply, inOrder, targetOf } from './comply.ts';
export type { Release, Verdict } from './comply.ts';
