import { Button, Group, Loader } from '@mantine/core';
import { IconEdit, IconPlus, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { ProductForm } from '#renderer/features/software/ProductForm.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatDay } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { Arithmetic } from './Arithmetic.tsx';
import { EntitlementForm } from './EntitlementForm.tsx';
import { EntitlementList } from './EntitlementList.tsx';
import { GiveSeatForm } from './GiveSeatForm.tsx';
import { PoliciesPanel } from './PoliciesPanel.tsx';
import { SeatsPanel } from './SeatsPanel.tsx';
import { WishesPanel } from './WishesPanel.tsx';
import classes from './licences.module.css';

/** One product: what we may use, what we use, who has it, and how all of that is counted. */
export function ProductPage({ id }: { id: number }) {
  const may = useMay();
  const [asOf, setAsOf] = useState<string | null>(null);
  const [doing, setDoing] = useState<'seat' | 'entitlement' | 'product' | null>(null);
  const product = useQuery(rpc.software.getProduct.queryOptions({ input: { id } }));
  const positions = useQuery(
    rpc.licences.getPosition.queryOptions({ input: { productId: id, ...(asOf === null ? {} : { asOf }) } }),
  );
  const error = product.error ?? positions.error;
  if (error !== null) return <FailureAlert sentence={sentenceOfError(error)} retry={() => void product.refetch()} />;
  if (product.data === undefined) return <Loader size="sm" m="lg" />;
  const { name, publisher, edition, release, releasedOn, suites, parts, downgrades, hosting, free } = product.data;
  return (
    <Page
      wide
      title={name}
      subtitle={
        <a href={hrefTo('/licences')} style={{ color: 'inherit' }}>
          {t('nav.licences')}
        </a>
      }
      actions={
        <Group gap="xs">
          <DayField
            aria-label={t('licences.asOf')}
            placeholder={t('licences.asOf')}
            value={asOf}
            onChange={setAsOf}
            w={160}
          />
          {may('licence.edit') ? (
            <>
              <Button variant="default" leftSection={<IconEdit size={16} />} onClick={() => setDoing('product')}>
                {t('licences.editProduct')}
              </Button>
              <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDoing('entitlement')}>
                {t('licences.newEntitlement')}
              </Button>
            </>
          ) : null}
          {may('licence.assign') ? (
            <Button leftSection={<IconUserPlus size={16} />} onClick={() => setDoing('seat')}>
              {t('licences.giveSeat')}
            </Button>
          ) : null}
        </Group>
      }
    >
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          {positions.data === undefined ? <Loader size="sm" m="lg" /> : null}
          {positions.data?.length === 0 ? (
            <Panel title={t('licences.arithmetic')}>
              <EmptyState title={t('licences.nothingCounted')}>{t('licences.nothingCountedHint')}</EmptyState>
            </Panel>
          ) : null}
          {positions.data?.map((position) => (
            <Arithmetic key={position.metric} position={position} />
          ))}
          <SeatsPanel productId={id} />
        </div>
        <div className={classes['stack']}>
          <EntitlementList productId={id} />
          <Panel title={t('entity.software_product')}>
            <FactList
              facts={[
                { label: t('field.publisher'), value: publisher?.name },
                { label: t('licences.edition'), value: edition },
                {
                  label: t('licences.release'),
                  value: [release, releasedOn === null ? '' : formatDay(releasedOn)].filter(Boolean).join(' · '),
                },
                { label: t('licences.hosting'), value: word('hosting', hosting) },
                { label: t('licences.suites'), value: suites.map((each) => each.name).join(', ') },
                { label: t('licences.parts'), value: parts.map((each) => each.name).join(', ') },
                { label: t('licences.downgrades'), value: downgrades.map((each) => each.name).join(', ') },
                ...(free ? [{ label: t('licences.free'), value: t('licences.freeHint') }] : []),
              ]}
            />
          </Panel>
          <PoliciesPanel productId={id} />
          <WishesPanel productId={id} />
        </div>
      </div>
      {doing === 'seat' ? <GiveSeatForm product={{ id, name }} onClose={() => setDoing(null)} /> : null}
      {doing === 'entitlement' ? (
        <EntitlementForm entitlement={null} productId={id} onClose={() => setDoing(null)} />
      ) : null}
      {doing === 'product' ? <ProductForm product={product.data} onClose={() => setDoing(null)} /> : null}
    </Page>
  );
}
