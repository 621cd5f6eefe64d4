import type { Asset } from '#shared/features/assets/model.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay, formatInstant, formatMoney } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './assets.module.css';
import { AssetStatusBadge } from './AssetStatusBadge.tsx';
import { BookValue } from './depreciation/BookValue.tsx';
import { depreciationInWords } from './depreciation/depreciation-text.ts';
import { DueDay } from './DueDay.tsx';
import { FieldFacts, KeptFieldFacts } from './fields/FieldFacts.tsx';

function custodianLink({ custodian }: Asset) {
  if (custodian === null) return null;
  const href =
    custodian.kind === 'person' ? hrefTo(`/people/${custodian.id}`) : hrefTo('/places', { id: custodian.id });
  return <EntityLink href={href}>{custodian.name}</EntityLink>;
}

/** What is known of the asset, by the questions people ask: where and who, what, bought how, until when. */
export function AssetFacts({ asset }: { asset: Asset }) {
  const extras = Object.entries(asset.extras);
  // What can be picked up is asked for first by where it is; a certificate or contract by what it says.
  const isTangible = asset.family === 'hardware';
  return (
    <div className={classes['grid']}>
      {isTangible ? <WhereAndWho asset={asset} /> : null}
      <WhatItIs asset={asset} />
      <FieldFacts asset={asset} />
      {isTangible ? null : <WhereAndWho asset={asset} />}
      <Purchase asset={asset} />
      <Panel title={t('assets.notes')}>
        <FactList
          facts={[
            { label: t('field.notes'), value: asset.notes },
            { label: t('field.createdAt'), value: formatInstant(asset.createdAt) },
            { label: t('field.updatedAt'), value: formatInstant(asset.updatedAt) },
          ]}
        />
      </Panel>
      <KeptFieldFacts asset={asset} />
      {asset.identifiers.length === 0 ? null : (
        <Panel title={t('assets.otherNumbers')}>
          <FactList facts={asset.identifiers.map(({ kind, value }) => ({ label: word('entry.field', kind), value }))} />
        </Panel>
      )}
      {extras.length === 0 ? null : (
        <Panel title={t('assets.extras')}>
          <FactList facts={extras.map(([label, value]) => ({ label, value }))} />
        </Panel>
      )}
    </div>
  );
}

function WhereAndWho({ asset }: { asset: Asset }) {
  return (
    <Panel title={t('assets.whereAndWho')}>
      <FactList
        facts={[
          { label: t('field.status'), value: <AssetStatusBadge status={asset.status} /> },
          { label: t('field.custodian'), value: custodianLink(asset) },
          { label: t('field.heldSince'), value: asset.heldSince === null ? null : formatInstant(asset.heldSince) },
          { label: t('field.dueOn'), value: asset.dueOn === null ? null : <DueDay day={asset.dueOn} /> },
          {
            label: t('field.place'),
            value:
              asset.place === null ? null : (
                <EntityLink href={hrefTo('/places', { id: asset.place.id })}>{asset.place.name}</EntityLink>
              ),
          },
          { label: t('field.department'), value: asset.department },
          { label: t('field.costCentre'), value: asset.costCentre?.name },
          { label: t('field.lastSeenAt'), value: asset.lastSeenAt === null ? null : formatInstant(asset.lastSeenAt) },
        ]}
      />
    </Panel>
  );
}

function WhatItIs({ asset }: { asset: Asset }) {
  return (
    <Panel title={t('assets.what')}>
      <FactList
        facts={[
          { label: t('field.tag'), value: asset.tag },
          { label: t('field.serial'), value: asset.serial },
          { label: t('field.category'), value: asset.category.name },
          { label: t('field.family'), value: word('family', asset.family) },
          { label: t('field.manufacturer'), value: asset.manufacturer },
          {
            label: t('field.model'),
            value: [asset.model, asset.modelNumber].filter((part) => part !== null).join(' · '),
          },
          { label: t('field.condition'), value: word('condition', asset.condition) },
        ]}
      />
    </Panel>
  );
}

function Purchase({ asset }: { asset: Asset }) {
  const may = useMay();
  return (
    <Panel title={t('assets.purchase')}>
      <FactList
        facts={[
          { label: t('field.supplier'), value: asset.supplier?.name },
          { label: t('field.orderNumber'), value: asset.orderNumber },
          { label: t('field.purchasedOn'), value: asset.purchasedOn === null ? null : formatDay(asset.purchasedOn) },
          ...(may('asset.cost.view')
            ? [{ label: t('field.cost'), value: asset.cost === null ? null : formatMoney(asset.cost) }]
            : []),
          {
            label: t('field.warrantyUntil'),
            value: asset.warrantyUntil === null ? null : formatDay(asset.warrantyUntil),
          },
          { label: t('field.endOfLifeOn'), value: asset.endOfLifeOn === null ? null : formatDay(asset.endOfLifeOn) },
          ...(may('asset.cost.view')
            ? [
                { label: t('field.depreciationMethod'), value: depreciationInWords(asset.depreciation) },
                {
                  label: t('assets.bookValue'),
                  value: asset.cost === null ? null : <BookValue asset={asset} />,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}
