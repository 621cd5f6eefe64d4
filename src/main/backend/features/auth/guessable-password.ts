import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { Failure } from '#backend/kernel/failure.ts';

/**
 * Guesses that whoever knows the lists of breached passwords, keyboards, names and dates would need at most: a thousand
 * million is some weeks of argon2id on one computer that stole the vault.
 */
const fewGuesses = 1e9;
/** Words that everybody would try at this desk. */
const ownWords = ['quartermaster', 'inventory', 'helpdesk', 'service desk'];

let estimator: Promise<ZxcvbnFactory> | null = null;

/** The lists are three megabytes of text, which only whoever sets a password waits for. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new Factory({ dictionary: { ...dictionary }, graphs: adjacencyGraphs });
}

/**
 * Refuses a password that is long enough and still among the first that somebody would try (OWASP ASVS 5.0, 6.2.4 and
 * 6.2.11): breached ones and their variations, runs of keys, repetitions, dates, names.
 *
 * @param context what belongs to its owner: his names, and the organisation's
 * @throws Failure PASSWORD_TOO_COMMON
 */
export async function refuseGuessable(password: string, context: readonly string[]): Promise<void> {
  estimator ??= loadEstimator();
  const words = context.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length >= 3);
  const { guesses } = (await estimator).check(password.normalize('NFKC'), [...ownWords, ...words]);
  if (guesses < fewGuesses) throw new Failure('PASSWORD_TOO_COMMON');
}
