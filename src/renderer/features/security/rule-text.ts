import type { KeepingRule } from '#shared/features/security/keeping.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** What a rule is about, in a few words. */
export function ruleText({ about, subject, dataClass }: Pick<KeepingRule, 'about' | 'subject' | 'dataClass'>): string {
  if (about === 'holds_data') return t('security.whatHoldsData');
  if (about === 'data_class') return t('security.dataOf', { dataClass: word('dataClass', dataClass ?? '') });
  return subject?.name ?? '';
}
