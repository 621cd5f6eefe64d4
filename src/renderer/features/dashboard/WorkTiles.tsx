import { useQuery } from '@tanstack/react-query';
import { addMonths } from '#shared/primitives/days.ts';
import { costKinds } from '#shared/features/costs/model.ts';
import { currencyExponent } from '#shared/primitives/money.ts';
import { incidentWork } from '#shared/features/incidents/model.ts';
import { pivotsOf } from '#shared/features/costs/arithmetic.ts';
import { hrefOfReminder } from '#renderer/features/reminders/href-of-reminder.ts';
import { distanceText, nameOfReminder, urgencyLook } from '#renderer/features/reminders/reminder-look.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { chartColor, toneColors } from '#renderer/ui/charts/chart-colors.ts';
import { Columns } from '#renderer/ui/charts/Columns.tsx';
import { Donut, Legend } from '#renderer/ui/charts/Donut.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { formatMoney, formatNumber, today } from '#renderer/ui/text/format.ts';
import { dateFormat, numberFormat } from '#renderer/ui/text/formatters.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './dashboard.module.css';
import { NumberLinks } from './NumberLinks.tsx';
import { Tile } from './Tile.tsx';

const shownReminders = 6;

export function RemindersTile() {
  const query = useQuery(rpc.reminders.list.queryOptions({ input: { limit: shownReminders } }));
  return (
    <Tile
      title={t('dashboardTile.reminders')}
      href={hrefTo('/reminders')}
      query={query}
      empty={t('reminders.none')}
      isEmpty={({ rows }) => rows.length === 0}
    >
      {({ rows, total }) => (
        <>
          <ul className={classes['reminders']} aria-label={t('dashboardTile.reminders')}>
            {rows.map((reminder) => (
              <li key={reminder.id}>
                <a href={hrefOfReminder(reminder)}>
                  <span className={classes['what']}>
                    <span>{nameOfReminder(reminder)}</span>
                    <small>{word('reminderKind', reminder.kind)}</small>
                  </span>
                  <StatusBadge {...urgencyLook[reminder.urgency]} label={distanceText(reminder)} />
                </a>
              </li>
            ))}
          </ul>
          {total > rows.length ? (
            <a className={classes['more']} href={hrefTo('/reminders')}>
              {t('dashboard.moreReminders', { count: total - rows.length })}
            </a>
          ) : null}
        </>
      )}
    </Tile>
  );
}

export function ComplianceTile() {
  const query = useQuery(rpc.dashboard.compliance.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.compliance')}
      href={hrefTo('/licences', { tab: 'compliance' })}
      query={query}
      empty={t('dashboard.noLicences')}
      isEmpty={({ short, exact, over }) => short + exact + over === 0}
    >
      {({ short, exact, over, rightsMissing }) => (
        <>
          <Donut
            label={t('dashboardTile.compliance')}
            total={formatNumber(short + exact + over)}
            unit={t('dashboard.products')}
            parts={[
              { key: 'short', label: t('dashboard.short'), count: short, color: toneColors.bad },
              { key: 'even', label: t('dashboard.exact'), count: exact, color: chartColor(0) },
              { key: 'surplus', label: t('dashboard.over'), count: over, color: chartColor(1) },
            ].map(({ count, ...part }) => ({
              ...part,
              value: count,
              shown: formatNumber(count),
              href: hrefTo('/licences', { standings: [part.key] }),
            }))}
          />
          {rightsMissing > 0 ? (
            <p className={classes['note']}>{t('dashboard.rightsMissing', { count: rightsMissing })}</p>
          ) : null}
        </>
      )}
    </Tile>
  );
}

export function MaintenanceTile() {
  const query = useQuery(rpc.maintenance.counts.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.maintenance')}
      href={hrefTo('/maintenance')}
      query={query}
      empty={t('dashboard.noWork')}
      isEmpty={({ overdue, today: now, open, inWork }) => overdue + now + open + inWork === 0}
    >
      {({ overdue, today: now, open, inWork, mine }) => (
        <NumberLinks
          label={t('dashboardTile.maintenance')}
          numbers={[
            { key: 'overdue', label: t('reminderUrgency.overdue'), count: overdue, tone: 'bad' as const },
            { key: 'today', label: t('dashboard.workToday'), count: now, tone: 'warn' as const },
            { key: 'open', label: t('dashboard.workOpen'), count: open },
            { key: 'inWork', label: t('dashboard.workGoing'), count: inWork },
            { key: 'mine', label: t('dashboard.workMine'), count: mine },
          ].map(({ count, tone, ...part }) => ({
            ...part,
            shown: formatNumber(count),
            href: hrefTo('/maintenance', { tile: part.key }),
            tone: count > 0 ? tone : undefined,
          }))}
        />
      )}
    </Tile>
  );
}

export function IncidentsTile() {
  const now = today();
  const year = { from: `${now.slice(0, 4)}-01-01`, to: now };
  const query = useQuery(rpc.incidents.statistics.queryOptions({ input: year }));
  return (
    <Tile
      title={t('dashboardTile.incidents')}
      href={hrefTo('/incidents')}
      query={query}
      empty={t('dashboard.noIncidents')}
      isEmpty={({ byKind, undone }) =>
        byKind.every(({ count }) => count === 0) && Object.values(undone).every((count) => count === 0)
      }
    >
      {({ byKind, undone }) => (
        <>
          <Legend
            label={t('dashboardTile.incidents')}
            parts={byKind
              .filter(({ count }) => count > 0)
              .map(({ kind, count, open }, index) => ({
                key: kind,
                label: word('incidentKind', kind),
                value: count,
                shown: open === 0 ? formatNumber(count) : t('dashboard.ofWhichOpen', { count, open }),
                href: hrefTo('/incidents', { kinds: [kind], ...year }),
                color: chartColor(index),
              }))}
          />
          <NumberLinks
            label={t('dashboard.incidentWork')}
            numbers={incidentWork.map((work) => ({
              key: work,
              label: word('incidentWork', work),
              shown: formatNumber(undone[work]),
              href: hrefTo('/incidents', { undone: work }),
              tone: undone[work] > 0 && work === 'late_steps' ? ('bad' as const) : undefined,
            }))}
          />
        </>
      )}
    </Tile>
  );
}

const monthsShown = 12;

export function SpendingTile() {
  const to = today().slice(0, 7);
  const from = addMonths(`${to}-01`, 1 - monthsShown).slice(0, 7);
  const query = useQuery(rpc.costs.spending.queryOptions({ input: { from, to, rows: 'month', columns: 'kind' } }));
  return (
    <Tile
      title={t('dashboardTile.spending')}
      href={hrefTo('/costs')}
      query={query}
      empty={t('dashboard.noSpending')}
      isEmpty={({ sums }) => sums.length === 0}
    >
      {({ sums }) => {
        const [pivot, ...others] = pivotsOf(sums);
        if (pivot === undefined) return null;
        const { currency, cells, total } = pivot;
        const format = (value: number) => formatMoney({ minor: Math.round(value), currency });
        const compact = numberFormat({
          style: 'currency',
          currency,
          notation: 'compact',
          minimumFractionDigits: 0,
          maximumFractionDigits: 1,
        });
        const nameOf = (month: string) =>
          dateFormat({ month: 'short', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
        const months = Array.from({ length: monthsShown }, (_, index) => addMonths(`${from}-01`, index).slice(0, 7));
        return (
          <>
            <Columns
              label={t('dashboardTile.spending')}
              rows={months.map((month) => ({
                name: nameOf(month),
                href: hrefTo('/costs', { from: month, to: month, rows: 'kind' }),
                values: Object.fromEntries(costKinds.map((kind) => [kind, cells.get(month)?.get(kind)?.minor ?? 0])),
              }))}
              series={costKinds.map((kind, index) => ({
                name: kind,
                label: word('costKind', kind),
                color: chartColor(index),
              }))}
              format={format}
              axisWidth={56}
              formatAxis={(value) => compact.format(value / 10 ** currencyExponent(currency))}
            />
            <Legend
              label={t('dashboardTile.spending')}
              parts={costKinds.flatMap((kind, index) => {
                const minor = pivot.columnTotals.get(kind) ?? 0;
                return minor === 0
                  ? []
                  : [
                      {
                        key: kind,
                        label: word('costKind', kind),
                        value: minor,
                        shown: format(minor),
                        href: hrefTo('/costs', { kinds: [kind] }),
                        color: chartColor(index),
                      },
                    ];
              })}
            />
            <p className={classes['note']}>
              {t('dashboard.spentInAll', { total: format(total) })}
              {others.length > 0 ? ` ${t('dashboard.otherCurrencies', { count: others.length, currency })}` : null}
            </p>
          </>
        );
      }}
    </Tile>
  );
}
