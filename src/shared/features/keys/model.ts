import * as z from 'zod';
import { id, instant } from '#shared/rpc/fields.ts';

/** Hours in which a second administrator confirms a new recovery phrase, and in which it is then made. */
export const HOURS_FOR_PHRASE = 24;

/** A place in the register of what is sealed beside the encryption of the whole file. */
export const sealedPlace = z.object({
  /** Table and column; the folder of files ends in a stroke. */
  place: z.string(),
  values: z.number().int(),
});

/** A new recovery phrase that somebody asked for and nobody has made yet. */
export const phraseRequest = z.object({
  id,
  reason: z.string(),
  askedById: id,
  askedBy: z.string(),
  askedAt: instant,
  expiresAt: instant,
  /** The second administrator, once he has said yes. */
  confirmedBy: z.string().nullable(),
});
export type PhraseRequest = z.infer<typeof phraseRequest>;

/** The keychain of the system, which the slots of operators may lie under as well. */
export const keychainState = z.object({
  on: z.boolean(),
  /** Whether there is one that keeps anything from anybody. */
  usable: z.boolean(),
  store: z.string(),
  /** Operators whose slots it does not open here. */
  closed: z.array(z.string()),
});

/** A kind of file in the data folder. */
export const keptFiles = z.object({
  kind: z.string(),
  files: z.number().int(),
  protection: z.string(),
  onKeyChange: z.string(),
});

export const keysOverview = z.object({
  /** Names the present data key and tells nothing about it. */
  fingerprint: z.string(),
  /** The last change; null as long as it is the first key. */
  changed: z.object({ at: instant, by: z.string() }).nullable(),
  /** Operators whose password has to be given once before the key can be changed. */
  unready: z.array(z.string()),
  /** Whether a new recovery phrase has to be made first: the present one was printed by an older version. */
  phraseUnready: z.boolean(),
  /** Operators who have not signed in since the last change; their password opens the register all the same. */
  unsettled: z.array(z.string()),
  keychain: keychainState,
  sealed: z.array(sealedPlace),
  besides: z.array(keptFiles),
  /** Files of assets, each encrypted by itself. */
  files: z.number().int(),
  /** The last new phrase; null as long as it is the one of the first run. */
  phrase: z.object({ at: instant, by: z.string() }).nullable(),
  /** Whether a second administrator has to confirm a new phrase. */
  needsSecond: z.boolean(),
  request: phraseRequest.nullable(),
});
export type KeysOverview = z.infer<typeof keysOverview>;
