import { Button, Group, Loader, Text } from '@mantine/core';
import { IconFileCheck, IconMail, IconPlus, IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SupplierPerformance } from '#shared/features/procurement/performance.ts';
import type { Comparison, Quote } from '#shared/features/procurement/quote.ts';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { PutForwardForm } from '../approvals/PutForwardForm.tsx';
import { PapersDialog } from '../papers/PapersDialog.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { QuoteForm } from './QuoteForm.tsx';
import { QuoteRequests } from './QuoteRequests.tsx';
import { RequestQuotesForm } from './RequestQuotesForm.tsx';
import { WeightsForm } from './WeightsForm.tsx';

const noHistory: SupplierPerformance[] = [];

/** How firmly the best offer is the best. */
function Sensitivity({ comparison }: { comparison: Comparison }) {
  if (comparison.winnerId === null || comparison.quotes.length < 2) return null;
  const nameOf = (id: number) => comparison.quotes.find((quote) => quote.id === id)?.supplier.name ?? '';
  const [first] = comparison.turns;
  if (first === undefined) return <p className={classes['note']}>{t('procurement.firm')}</p>;
  return (
    <ul className={classes['turns']}>
      {comparison.turns.map(({ factor, change, winnerId }) => (
        <li key={`${factor} ${change}`}>
          {t(change > 0 ? 'procurement.turnUp' : 'procurement.turnDown', {
            factor: word('scoreFactor', factor),
            supplier: nameOf(winnerId),
          })}
        </li>
      ))}
    </ul>
  );
}

export function QuotesPanel({ requisition, editable }: { requisition: Requisition; editable: boolean }) {
  const query = useQuery(rpc.procurement.compareQuotes.queryOptions({ input: { requisitionId: requisition.id } }));
  const performance = useQuery(rpc.procurement.listSupplierPerformance.queryOptions()).data ?? noHistory;
  const [dialog, setDialog] = useState<'ask' | 'weigh' | 'add' | 'forward' | Quote | null>(null);
  const [papersOf, setPapersOf] = useState<Quote | null>(null);
  const close = () => setDialog(null);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const comparison = query.data;
  if (comparison === undefined) return <Loader size="sm" m="lg" />;
  const button = { size: 'compact-sm', variant: 'subtle' } as const;
  return (
    <Panel
      title={t('procurement.quotes')}
      flush
      actions={
        editable ? (
          <Group gap={4}>
            <Button {...button} leftSection={<IconMail size={14} />} onClick={() => setDialog('ask')}>
              {t('procurement.requestQuotes')}
            </Button>
            <Button {...button} leftSection={<IconScale size={14} />} onClick={() => setDialog('weigh')}>
              {t('procurement.weights')}
            </Button>
            <Button {...button} leftSection={<IconPlus size={14} />} onClick={() => setDialog('add')}>
              {t('procurement.addQuote')}
            </Button>
            {requisition.state === 'submitted' ? (
              <Button
                size="compact-sm"
                leftSection={<IconFileCheck size={14} />}
                disabled={comparison.winnerId === null}
                onClick={() => setDialog('forward')}
              >
                {t('procurement.putForward')}
              </Button>
            ) : null}
          </Group>
        ) : null
      }
    >
      <QuoteRequests requisitionId={requisition.id} requests={comparison.requests} editable={editable} />
      {comparison.quotes.length === 0 ? (
        <Text size="sm" c="dimmed" p="sm">
          {t('procurement.noQuotes')}
        </Text>
      ) : (
        <>
          <ComparisonTable
            requisition={requisition}
            comparison={comparison}
            performance={performance}
            edit={editable ? (quote) => setDialog(quote) : null}
            showPapers={setPapersOf}
          />
          <div className={classes['asked']}>
            <Sensitivity comparison={comparison} />
            <p className={classes['note']}>{t('procurement.formulas')}</p>
          </div>
        </>
      )}
      {papersOf === null ? null : (
        <PapersDialog
          title={t('procurement.papersOfQuote', { supplier: papersOf.supplier.name })}
          owner={{ kind: 'quote', id: papersOf.id }}
          onClose={() => setPapersOf(null)}
        />
      )}
      {dialog === 'ask' ? <RequestQuotesForm requisitionId={requisition.id} onClose={close} /> : null}
      {dialog === 'weigh' ? (
        <WeightsForm requisitionId={requisition.id} comparison={comparison} onClose={close} />
      ) : null}
      {dialog === 'forward' ? (
        <PutForwardForm requisition={requisition} comparison={comparison} onClose={close} />
      ) : null}
      {dialog === 'add' || (dialog !== null && typeof dialog === 'object') ? (
        <QuoteForm
          requisition={requisition}
          quote={dialog === 'add' ? null : dialog}
          currency={comparison.currency}
          onClose={close}
        />
      ) : null}
    </Panel>
  );
}
