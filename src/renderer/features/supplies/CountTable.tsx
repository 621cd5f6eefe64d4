import { ActionIcon, Button, Group, NumberInput, Table, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { CountLine } from '#shared/features/supplies/count-contract.ts';
import { mostAtOnce } from '#shared/features/supplies/model.ts';
import type { StocktakeState } from '#shared/features/stocktakes/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client } from '#renderer/rpc/client.ts';
import { useAction } from '#renderer/rpc/use-action.ts';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { DecideCount } from './DecideCount.tsx';
import classes from './supplies.module.css';

interface CountTableProps {
  stocktakeId: number;
  state: StocktakeState;
  hidden: boolean;
  secondPerson: boolean;
  lines: readonly CountLine[];
}

const numberOr = (value: number | null) => (value === null ? '–' : formatNumber(value));

/** The lines place after place: counted here, decided and approved once counting has ended. */
export function CountTable({ stocktakeId, state, hidden, secondPerson, lines }: CountTableProps) {
  const may = useMay();
  const counting = state === 'counting' && may('stocktake.count');
  const [deciding, setDeciding] = useState<{ line: CountLine; does: 'decide' | 'approve' } | null>(null);
  return (
    <>
      <Table aria-label={t('supplies.countTitle')} className="numbers" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('field.place')}</Table.Th>
            <Table.Th>{t('field.name')}</Table.Th>
            <Table.Th w={120}>{t('field.code')}</Table.Th>
            {hidden ? null : (
              <Table.Th w={90} ta="right">
                {t('supplies.books')}
              </Table.Th>
            )}
            <Table.Th w={170} ta="right">
              {t('supplies.counted')}
            </Table.Th>
            {hidden ? null : (
              <Table.Th w={100} ta="right">
                {t('supplies.difference')}
              </Table.Th>
            )}
            {counting ? null : <Table.Th>{t('supplies.decision')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>{line.place.path}</Table.Td>
              <Table.Td>{line.name}</Table.Td>
              <Table.Td>{line.code}</Table.Td>
              {hidden ? null : <Table.Td ta="right">{numberOr(line.booked ?? line.expected)}</Table.Td>}
              <Table.Td ta="right">
                {counting ? (
                  <CountField key={line.counted ?? 'open'} stocktakeId={stocktakeId} line={line} />
                ) : (
                  numberOr(line.counted)
                )}
                <Witnesses line={line} />
              </Table.Td>
              {hidden ? null : (
                <Table.Td ta="right">
                  <Difference value={line.difference} />
                </Table.Td>
              )}
              {counting ? null : (
                <Table.Td>
                  <Decision
                    line={line}
                    open={state === 'reconciling'}
                    secondPerson={secondPerson}
                    act={(does) => setDeciding({ line, does })}
                  />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {deciding === null ? null : (
        <DecideCount line={deciding.line} does={deciding.does} onClose={() => setDeciding(null)} />
      )}
    </>
  );
}

/** Where several counted, what each of them did: the last word stands. */
function Witnesses({ line: { witnesses } }: { line: CountLine }) {
  if (witnesses.length < 2) return null;
  return (
    <Text size="xs" c="dimmed">
      {witnesses.map(({ who, quantity }) => `${who}: ${formatNumber(quantity)}`).join(' · ')}
    </Text>
  );
}

function Difference({ value }: { value: number | null }) {
  if (value === null || value === 0) return <>{value === null ? '–' : formatNumber(0)}</>;
  const tone = value < 0 ? 'minus' : 'plus';
  return <strong className={classes[tone]}>{`${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value))}`}</strong>;
}

function CountField({ stocktakeId, line }: { stocktakeId: number; line: CountLine }) {
  const [quantity, setQuantity] = useState<number | string>(line.counted ?? '');
  const count = useAction((counted: number) =>
    client.supplies.count({ stocktakeId, articleId: line.articleId, placeId: line.place.id, quantity: counted }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typeof quantity === 'number') count.mutate(quantity);
  };
  return (
    <form onSubmit={submit}>
      <Group gap={6} wrap="nowrap" justify="flex-end">
        <NumberInput
          aria-label={t('supplies.countOf', { name: line.name, place: line.place.path })}
          size="xs"
          w={96}
          hideControls
          min={0}
          max={mostAtOnce}
          allowDecimal={false}
          placeholder={line.unit}
          value={quantity}
          onChange={setQuantity}
        />
        <ActionIcon
          type="submit"
          variant={line.counted === null ? 'filled' : 'default'}
          size={28}
          loading={count.isPending}
          disabled={typeof quantity !== 'number' || quantity === line.counted}
          aria-label={t('supplies.keepCount', { name: line.name })}
        >
          <IconCheck size={16} />
        </ActionIcon>
      </Group>
    </form>
  );
}

interface DecisionProps {
  line: CountLine;
  open: boolean;
  secondPerson: boolean;
  act: (does: 'decide' | 'approve') => void;
}

function Decision({ line, open, secondPerson, act }: DecisionProps) {
  const may = useMay();
  if (line.difference === 0) return <>{t('supplies.agrees')}</>;
  const said =
    line.decision === null
      ? null
      : [
          word('countDecision', line.decision),
          line.note,
          line.approvedBy === null ? null : t('supplies.approvedBy', { name: line.approvedBy }),
          line.outcome === null ? null : word('varianceOutcome', line.outcome),
        ]
          .filter(Boolean)
          .join(' · ');
  const undone = open && line.outcome === null;
  return (
    <Group gap="xs">
      {said}
      {undone && may('stocktake.reconcile') ? (
        <Button
          size="compact-sm"
          variant={line.decision === null ? 'filled' : 'default'}
          aria-label={t('supplies.decideOn', { name: line.name })}
          onClick={() => act('decide')}
        >
          {t(line.decision === null ? 'supplies.decide' : 'supplies.decideAnew')}
        </Button>
      ) : null}
      {undone && secondPerson && line.decision !== null && line.approvedBy === null && may('stocktake.approve') ? (
        <Button size="compact-sm" variant="default" onClick={() => act('approve')}>
          {t('stocktakes.approve')}
        </Button>
      ) : null}
    </Group>
  );
}
