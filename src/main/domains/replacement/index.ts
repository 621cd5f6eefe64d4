export { advise, monthsBetween } from './advise.ts';
export type { Ageing } from './advise.ts';
