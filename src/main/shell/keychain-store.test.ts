import { describe, expect, it } from 'vitest';
import { classifyKeychain } from './keychain-store.ts';

describe('the keychain of the system', () => {
  it.each([
    ['linux', { available: true, backend: 'gnome_libsecret' }, { usable: true, store: 'gnome_libsecret' }],
    ['linux', { available: true, backend: 'kwallet6' }, { usable: true, store: 'kwallet6' }],
    ['win32', { available: true, backend: '' }, { usable: true, store: 'dpapi' }],
    ['darwin', { available: true, backend: '' }, { usable: true, store: 'keychain' }],
  ])('[S5] of %s is used where it says %o', (platform, said, expected) => {
    expect(classifyKeychain(platform, said)).toEqual(expected);
  });

  it.each([
    // Available by its own word, and with a password that everybody can read.
    ['linux', { available: true, backend: 'basic_text' }],
    ['linux', { available: true, backend: 'unknown' }],
    ['linux', { available: true, backend: '' }],
    ['linux', { available: false, backend: 'gnome_libsecret' }],
    ['win32', { available: false, backend: '' }],
    ['darwin', { available: false, backend: '' }],
  ])('[S5] of %s is refused where it says %o', (platform, said) => {
    expect(classifyKeychain(platform, said).usable).toBe(false);
  });
});
