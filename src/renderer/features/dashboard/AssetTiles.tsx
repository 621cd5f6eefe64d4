import { useQuery } from '@tanstack/react-query';
import { assetStatuses, isOnTheWayOut } from '#shared/features/assets/status.ts';
import { statusLook } from '#renderer/features/assets/status-look.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { BarList } from '#renderer/ui/charts/BarList.tsx';
import { chartColor, toneColors } from '#renderer/ui/charts/chart-colors.ts';
import { Columns } from '#renderer/ui/charts/Columns.tsx';
import { Donut } from '#renderer/ui/charts/Donut.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { formatMoney, formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { hrefOfAssets, hrefOfDays } from './hrefs.ts';
import { Tile } from './Tile.tsx';

/** Bars that fit without scrolling; the page behind shows all. */
const shownBars = 7;

const statusColors: Readonly<Record<string, string>> = {
  in_use: chartColor(0),
  on_loan: chartColor(3),
  in_stock: chartColor(1),
  in_preparation: chartColor(5),
  ordered: toneColors.quiet,
  in_maintenance: toneColors.warn,
  missing: chartColor(2),
  lost: toneColors.bad,
  stolen: chartColor(4),
};

export function StatusTile() {
  const query = useQuery(rpc.assets.counts.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.status')}
      href={hrefTo('/assets')}
      query={query}
      empty={t('dashboard.noAssets')}
      isEmpty={({ total }) => total === 0}
    >
      {({ byStatus }) => {
        const here = assetStatuses.flatMap((status) => {
          const count = byStatus.find((each) => each.status === status)?.count ?? 0;
          return count === 0 || isOnTheWayOut(status) ? [] : [{ status, count }];
        });
        const total = here.reduce((sum, { count }) => sum + count, 0);
        return (
          <Donut
            label={t('dashboardTile.status')}
            total={formatNumber(total)}
            unit={t('dashboard.assets')}
            parts={here.map(({ status, count }) => ({
              key: status,
              label: word('status', status),
              value: count,
              shown: formatNumber(count),
              href: hrefTo('/assets', { statuses: [status] }),
              color: statusColors[status] ?? toneColors[statusLook[status].tone],
            }))}
          />
        );
      }}
    </Tile>
  );
}

export function CategoryTile() {
  const query = useQuery(rpc.dashboard.categories.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.category')}
      href={hrefTo('/catalogue', { tab: 'categories' })}
      query={query}
      empty={t('dashboard.noAssets')}
      isEmpty={(rows) => rows.length === 0}
    >
      {(rows) => (
        <BarList
          label={t('dashboardTile.category')}
          rows={rows.slice(0, shownBars).map(({ category, count }) => ({
            key: String(category.id),
            label: category.name,
            value: count,
            shown: formatNumber(count),
            href: hrefOfAssets({ categoryIds: [category.id] }),
          }))}
        />
      )}
    </Tile>
  );
}

export function PlaceTile() {
  const query = useQuery(rpc.dashboard.places.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.place')}
      href={hrefTo('/places')}
      query={query}
      empty={t('dashboard.noPlaces')}
      isEmpty={(rows) => rows.length === 0}
    >
      {(rows) => (
        <BarList
          label={t('dashboardTile.place')}
          rows={rows.slice(0, shownBars).map(({ place, count }) => ({
            key: String(place.id),
            label: place.name,
            value: count,
            shown: formatNumber(count),
            href: hrefOfAssets({ placeId: place.id }),
            color: chartColor(1),
          }))}
        />
      )}
    </Tile>
  );
}

const warrantyColors = {
  ended: toneColors.bad,
  days30: toneColors.warn,
  days90: chartColor(2),
  days365: chartColor(0),
  later: chartColor(1),
  none: toneColors.quiet,
};

export function WarrantyTile() {
  const query = useQuery(rpc.dashboard.warranties.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.warranty')}
      href={hrefTo('/expiries')}
      query={query}
      empty={t('dashboard.noAssets')}
      isEmpty={(rows) => rows.every(({ count }) => count === 0)}
    >
      {(rows) => {
        const covered = rows
          .filter(({ band }) => band !== 'ended' && band !== 'none')
          .reduce((sum, { count }) => sum + count, 0);
        return (
          <Donut
            label={t('dashboardTile.warranty')}
            total={formatNumber(covered)}
            unit={t('dashboard.covered')}
            parts={rows.map(({ band, count, days }) => ({
              key: band,
              label: word('warrantyBand', band),
              value: count,
              shown: formatNumber(count),
              href: hrefOfDays('warrantyUntil', days),
              color: warrantyColors[band],
            }))}
          />
        );
      }}
    </Tile>
  );
}

export function AgeTile() {
  const query = useQuery(rpc.dashboard.ages.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.age')}
      href={hrefTo('/assets', { sort: 'purchasedOn', direction: 'ascending' })}
      query={query}
      empty={t('dashboard.noAssets')}
      isEmpty={(rows) => rows.every(({ count }) => count === 0)}
    >
      {(rows) => {
        const columns = rows.map(({ band, count, days }) => ({
          name: word('ageBand', band),
          count,
          href: hrefOfDays('purchasedOn', days),
        }));
        return (
          <Columns
            label={t('dashboardTile.age')}
            rows={columns.map(({ name, count, href }) => ({ name, href, values: { count } }))}
            series={[{ name: 'count', label: t('dashboard.assets'), color: chartColor(0) }]}
            format={formatNumber}
            links={columns.map(({ name, count, href }) => ({ key: name, name, shown: formatNumber(count), href }))}
          />
        );
      }}
    </Tile>
  );
}

export function ValueTile() {
  const query = useQuery(rpc.dashboard.values.queryOptions());
  return (
    <Tile
      title={t('dashboardTile.value')}
      href={hrefTo('/costs')}
      query={query}
      empty={t('dashboard.noPrices')}
      isEmpty={(rows) => rows.length === 0}
    >
      {(rows) => {
        // Bars of different currencies can't be compared: the one that most is paid in is drawn.
        const currency = rows[0]?.value.currency ?? '';
        const own = rows.filter(({ value }) => value.currency === currency);
        const others = rows.length - own.length;
        return (
          <>
            <BarList
              label={t('dashboardTile.value')}
              rows={own.slice(0, others > 0 ? shownBars - 1 : shownBars).map(({ category, value }) => ({
                key: String(category.id),
                label: category.name,
                value: value.minor,
                shown: formatMoney(value),
                href: hrefOfAssets({
                  categoryIds: [category.id],
                  where: { all: [{ field: 'cost', operator: 'isNotEmpty', values: [] }] },
                }),
                color: chartColor(3),
              }))}
            />
            {others > 0 ? <p>{t('dashboard.otherCurrencies', { count: others, currency })}</p> : null}
          </>
        );
      }}
    </Tile>
  );
}
