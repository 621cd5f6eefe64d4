import type { EntrySound } from '#renderer/features/assets/entry/use-entry-desk.ts';
import { playFailure, playSound } from '#renderer/features/desk/sounds.ts';

/** The sounds of the desk for pages that take unit after unit. */
export const play = (sound: EntrySound): void => {
  if (sound === 'failure') playFailure();
  else playSound(sound);
};
