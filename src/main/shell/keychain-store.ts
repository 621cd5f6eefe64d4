/** What Electron falls back to where Linux has no keychain: a password that is in its source, which keeps nothing. */
const weak: ReadonlySet<string> = new Set(['basic_text', 'unknown', '']);

/**
 * Whether something may be put under the keychain of this system.
 *
 * @param available what `safeStorage.isEncryptionAvailable` says
 * @param backend what `safeStorage.getSelectedStorageBackend` says, which only Linux has
 */
export function classifyKeychain(
  platform: string,
  { available, backend }: { available: boolean; backend: string },
): { usable: boolean; store: string } {
  if (platform === 'win32') return { usable: available, store: 'dpapi' };
  if (platform === 'darwin') return { usable: available, store: 'keychain' };
  return { usable: available && !weak.has(backend), store: backend === '' ? 'none' : backend };
}
