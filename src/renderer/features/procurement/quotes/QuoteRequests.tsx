import { Button, Group } from '@mantine/core';
import { IconCopy, IconFileTypePdf } from '@tabler/icons-react';
import type { Comparison } from '#shared/features/procurement/quote.ts';
import { client } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { formatDay } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

interface QuoteRequestsProps {
  requisitionId: number;
  requests: Comparison['requests'];
  editable: boolean;
}

/** Who was asked, with the letter as PDF and as text for a mail. */
export function QuoteRequests({ requisitionId, requests, editable }: QuoteRequestsProps) {
  const language = useLanguage();
  const saving = useAction(
    (supplierId: number) => client.procurement.saveQuoteRequestPdf({ requisitionId, supplierId, language }),
    ({ path }) => (path === null ? undefined : announce(t('procurement.pdfSaved'))),
  );
  const copying = useAction(
    async (supplierId: number) => {
      const { text } = await client.procurement.quoteRequestText({ requisitionId, supplierId, language });
      await navigator.clipboard.writeText(text);
    },
    () => announce(t('procurement.textCopied')),
  );
  if (requests.length === 0) return null;
  const button = { size: 'compact-xs', variant: 'default' } as const;
  return (
    <ul className={classes['idle']} aria-label={t('procurement.askedSuppliers')}>
      {requests.map(({ supplier, number, answerBy }) => (
        <li key={supplier.id}>
          <span>
            {supplier.name}{' '}
            <span className={classes['quiet']}>
              {[number, answerBy === null ? null : `${t('procurement.answerBy')} ${formatDay(answerBy)}`]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </span>
          {editable ? (
            <Group gap={4}>
              <Button
                {...button}
                leftSection={<IconFileTypePdf size={13} />}
                aria-label={t('procurement.pdfFor', { supplier: supplier.name })}
                onClick={() => saving.mutate(supplier.id)}
              >
                {t('procurement.pdf')}
              </Button>
              <Button
                {...button}
                leftSection={<IconCopy size={13} />}
                aria-label={t('procurement.mailTextFor', { supplier: supplier.name })}
                onClick={() => copying.mutate(supplier.id)}
              >
                {t('procurement.mailText')}
              </Button>
            </Group>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
