import { contact } from '#shared/features/handbook/contract.ts';
import type { Contact } from '#shared/features/handbook/contract.ts';
import type { Setting } from '#backend/kernel/settings.ts';

/** The IT manager, whom everybody may ask: shown on every page. */
export const contactSetting: Setting<Contact> = {
  key: 'handbook.contact',
  schema: contact,
  initial: { name: '', email: '', phone: '', hint: '' },
};
