import { convertText } from '#shared/features/assets/convert-field.ts';
import type { Field, FieldValue } from '#shared/features/assets/fields.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatDay, formatMoney, formatNumber, today } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { SecretFact } from './SecretFact.tsx';

interface FieldFactProps {
  assetId: number;
  field: Field;
  value: FieldValue;
}

/** A value as people read it; one that its field could not hold today is shown with a word about it. */
export function FieldFact({ assetId, field, value: { text, shown, fits } }: FieldFactProps) {
  if (field.type === 'secret') return <SecretFact assetId={assetId} field={field} />;
  if (text === null || shown === null) return null;
  const converted = convertText(field, text);
  if (!fits || !converted.ok) return <Unfit text={shown} />;
  const { number, integer, currency } = converted.value;
  switch (field.type) {
    case 'date':
      return field.role === 'expiry' && text < today() ? (
        <span style={{ color: 'var(--qm-bad)', fontWeight: 600 }}>{t('fields.ended', { day: formatDay(text) })}</span>
      ) : (
        formatDay(text)
      );
    case 'yes_no':
      return word('fields', text);
    case 'number':
      return [formatNumber(number ?? 0), field.unit].filter((part) => part !== null).join(' ');
    case 'money':
      return integer === null || currency === null ? shown : formatMoney({ minor: integer, currency });
    case 'person':
      return <EntityLink href={hrefTo(`/people/${text}`)}>{shown}</EntityLink>;
    case 'location':
      return <EntityLink href={hrefTo('/places', { id: Number(text) })}>{shown}</EntityLink>;
    case 'text':
    case 'choice':
    case 'url':
    case 'mac':
    case 'ip':
    case 'serial':
    case 'imei':
      return shown;
  }
}

function Unfit({ text }: { text: string }) {
  return (
    <>
      {text} <span style={{ color: 'var(--qm-warn)' }}>{t('fields.unfit')}</span>
    </>
  );
}
