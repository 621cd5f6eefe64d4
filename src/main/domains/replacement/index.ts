export { advise } from './advise.ts';
export type { Ageing } from './advise.ts';
