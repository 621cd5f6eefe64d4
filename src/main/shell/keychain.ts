import { Buffer } from 'node:buffer';
import { safeStorage } from 'electron';
import { classifyKeychain } from './keychain-store.ts';

/** Which keychain there is, and whether it keeps anything from anybody. */
export async function keychainStatus(): Promise<{ usable: boolean; store: string }> {
  const { platform } = process;
  return Promise.resolve(
    classifyKeychain(platform, {
      available: safeStorage.isEncryptionAvailable(),
      backend: platform === 'linux' ? safeStorage.getSelectedStorageBackend() : '',
    }),
  );
}

/** @returns in base 64 what only this account of this computer turns back */
export async function keychainWrap(text: string): Promise<string> {
  const { usable, store } = await keychainStatus();
  if (!usable) throw new Error(`the keychain ${store} keeps nothing`);
  return safeStorage.encryptString(text).toString('base64');
}

/** @returns null where another account or another computer wrapped it */
export async function keychainUnwrap(wrapped: string): Promise<string | null> {
  if (!(await keychainStatus()).usable) return null;
  try {
    return safeStorage.decryptString(Buffer.from(wrapped, 'base64'));
  } catch {
    return null;
  }
}
