import { Loader } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EvidenceRow, PositionDetail, PositionLine } from '#shared/features/licences/position.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { CountTile } from '#renderer/ui/CountTile.tsx';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatNumber } from '#renderer/ui/text/format.ts';
import { findText, t, word } from '#renderer/ui/text/t.ts';
import { positionLook, signed } from './position-look.tsx';
import classes from './licences.module.css';

const tiles = ['entitled', 'allocated', 'installed', 'used', 'demand', 'available'] as const;

/** The position of a product by one metric, and how it comes about. */
export function Arithmetic({ position }: { position: PositionDetail }) {
  const { lines, departments, transfers } = position;
  return (
    <Panel
      title={t('licences.arithmeticOf', { metric: word('licenceMetric', position.metric) })}
      actions={positionLook(position)}
      flush
    >
      <div className={classes['tiles']} style={{ padding: '12px 14px' }}>
        {tiles.map((key) => (
          <CountTile
            key={key}
            compact
            label={word('licenceColumn', key)}
            count={position.unlimited && key === 'entitled' ? '∞' : formatNumber(position[key])}
          />
        ))}
      </div>
      <ul className={classes['lines']} aria-label={t('licences.arithmetic')}>
        {lines.map((line, index) => (
          // Lines have no key of their own; they stand in the order of the account.
          <Line key={`${line.code} ${line.other?.id ?? 0} ${index}`} line={line} />
        ))}
      </ul>
      <div className={classes['sum']}>
        <span>{t('licences.position')}</span>
        <span className="numbers">{position.position === null ? '–' : signed(position.position)}</span>
      </div>
      {departments.length === 0 ? null : (
        <ul className={classes['evidence']} aria-label={t('licences.byDepartment')} style={{ paddingLeft: 14 }}>
          {departments.map(({ department, position: own }) => (
            <li key={department?.id ?? 0}>
              <span>{department?.name ?? '–'}</span>
              <span className={own < 0 ? classes['bad'] : classes['quiet']}>{signed(own)}</span>
            </li>
          ))}
          {transfers.map(({ from, to, units }) => (
            <li key={`${from} ${to}`}>{t('licences.transfer', { from, to, count: units })}</li>
          ))}
        </ul>
      )}
      {position.flags.map((flag) => (
        <p key={flag} className={classes['note']} style={{ padding: '4px 14px 10px' }} role="note">
          {word('licenceFlag', flag)}
        </p>
      ))}
    </Panel>
  );
}

function Line({ line }: { line: PositionLine }) {
  const [open, setOpen] = useState(false);
  const opens = line.evidence.ids.length > 0;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <button
        type="button"
        className={classes['line']}
        disabled={!opens}
        aria-expanded={opens ? open : undefined}
        onClick={() => setOpen(!open)}
      >
        {opens ? <Chevron size={14} aria-hidden /> : <span />}
        <span>
          {findText(`licenceLine.${line.code}`, { count: line.count, product: line.other?.name ?? '' }) ?? line.code}
        </span>
        <span className="numbers">{line.units === 0 ? '0' : signed(line.units)}</span>
      </button>
      {open ? <Evidence line={line} /> : null}
    </li>
  );
}

function Evidence({ line: { evidence } }: { line: PositionLine }) {
  const query = useQuery(rpc.licences.listEvidence.queryOptions({ input: { evidence } }));
  if (query.error !== null) return <FailureAlert sentence={sentenceOfError(query.error)} />;
  if (query.data === undefined) return <Loader size="xs" m="sm" />;
  const { rows, total } = query.data;
  return (
    <ul className={classes['evidence']} aria-label={t('licences.evidence')}>
      {rows.map((row) => (
        <li key={row.id}>
          <EvidenceName row={row} />
          <span className={classes['quiet']}>
            {[
              row.detail,
              row.person !== null && row.person.name !== row.label ? row.person.name : '',
              row.day === null ? '' : formatDay(row.day),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
      {total > rows.length ? (
        <li className={classes['quiet']}>{t('licences.andMore', { count: total - rows.length })}</li>
      ) : null}
    </ul>
  );
}

function EvidenceName({ row }: { row: EvidenceRow }) {
  if (row.asset !== null) return <EntityLink href={hrefTo(`/assets/${row.asset.id}`)}>{row.label}</EntityLink>;
  if (row.person !== null) return <EntityLink href={hrefTo(`/people/${row.person.id}`)}>{row.label}</EntityLink>;
  return <span>{row.label}</span>;
}
