import { describe, expect, it } from 'vitest';
import { hashRaw } from '@node-rs/argon2';
import { acceptedStep, makeTotpSecret, totpAddress, totpCode, totpStep } from '#backend/kernel/vault/totp.ts';
import { TestSurroundings } from '#tests/support/desk.ts';
import vectors from '../fixtures/vectors/auth.json' with { type: 'json' };

const secret = vectors.rfc4226_hotp.seed_base32;
const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

describe('[S4] codes of an authenticator', () => {
  it.each(vectors.rfc4226_hotp.codes)('[S4] RFC 4226: counter $counter is $code', ({ counter, code }) => {
    expect(totpCode(secret, counter)).toBe(code);
  });

  it.each(vectors.rfc6238_totp.vectors.filter(({ alg }) => alg === 'SHA1'))(
    '[S4] RFC 6238: at $time it is $code6',
    ({ time, code6 }) => {
      expect(totpCode(secret, totpStep(instant(time)))).toBe(code6);
    },
  );

  it('[S4] hold for their step and the one beside it, once, and never backwards', () => {
    const now = instant(1_111_111_109);
    const present = totpStep(now);
    const at = (step: number): string => totpCode(secret, step);
    expect(acceptedStep(secret, at(present), now, null)).toBe(present);
    expect(acceptedStep(secret, at(present - 1), now, null)).toBe(present - 1);
    expect(acceptedStep(secret, at(present + 1), now, null)).toBe(present + 1);
    expect(acceptedStep(secret, at(present - 2), now, null)).toBeNull();
    expect(acceptedStep(secret, at(present + 2), now, null)).toBeNull();
    expect(acceptedStep(secret, at(present), now, present)).toBeNull();
    expect(acceptedStep(secret, at(present - 1), now, present)).toBeNull();
  });

  it('[S4] are six digits of ASCII; spaces are forgiven, a missing zero is not', () => {
    const now = instant(1_111_111_109);
    const code = totpCode(secret, totpStep(now));
    expect(code).toBe('081804');
    expect(acceptedStep(secret, '081 804', now, null)).not.toBeNull();
    for (const typed of ['81804', '０８１８０４', '0818040', '', '08180a'])
      expect(acceptedStep(secret, typed, now, null), typed).toBeNull();
  });

  it('[S4] come from 160 random bits that every authenticator can read', () => {
    const made = makeTotpSecret(new TestSurroundings());
    expect(made).toMatch(/^[A-Z2-7]{32}$/);
    expect(new URL(totpAddress(made, 'eva@desk')).searchParams.get('secret')).toBe(made);
  });
});

describe('[S4] the strength of passwords', () => {
  it.each(vectors.argon2id.filter((vector) => 'encoded' in vector || 'salt_ascii' in vector))(
    '[S4] argon2id agrees with $id',
    async (vector) => {
      const { password = '', salt_ascii: salt = '', m_KiB: memoryCost, t: timeCost, p: parallelism, len } = vector;
      const options = { algorithm: 2, memoryCost, timeCost, parallelism, salt: Buffer.from(salt), outputLen: len };
      const hash = await hashRaw(password, options);
      const expected = vector.tag_hex ?? Buffer.from(vector.encoded?.split('$').at(-1) ?? '', 'base64').toString('hex');
      expect(expected).toHaveLength(2 * len);
      expect(hash.toString('hex')).toBe(expected);
    },
  );
});
