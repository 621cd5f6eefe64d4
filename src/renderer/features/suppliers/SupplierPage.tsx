import { Button, Loader } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Supplier } from '#shared/features/suppliers/contract.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FactList } from '#renderer/ui/FactList.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SupplierForm } from './SupplierForm.tsx';

interface SupplierPageProps {
  id: number;
  /** What processes know of the supplier, beside its facts. */
  children: (facts: ReactNode, supplier: Supplier) => ReactNode;
}

export function SupplierPage({ id, children }: SupplierPageProps) {
  const query = useQuery(rpc.suppliers.get.queryOptions({ input: { id } }));
  const mayEdit = useMay()('supplier.edit');
  // As it was shown when the form was opened, so that a change by another operator is noticed.
  const [editing, setEditing] = useState<Supplier | null>(null);
  if (query.error !== null)
    return <FailureAlert sentence={sentenceOfError(query.error)} retry={() => void query.refetch()} />;
  const supplier = query.data;
  if (supplier === undefined) return <Loader size="sm" m="lg" />;
  return (
    <Page
      title={supplier.name}
      subtitle={
        <a href={hrefTo('/catalogue', { tab: 'suppliers' })} style={{ color: 'inherit' }}>
          {t('catalogue.suppliers')}
        </a>
      }
      actions={
        mayEdit ? (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => setEditing(supplier)}>
            {t('action.edit')}
          </Button>
        ) : null
      }
      wide
    >
      {children(<Facts supplier={supplier} />, supplier)}
      {editing === null ? null : <SupplierForm supplier={editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function Facts({ supplier }: { supplier: Supplier }) {
  const { contact, email, phone, notes, assetCount } = supplier;
  return (
    <Panel title={t('field.supplier')}>
      <FactList
        facts={[
          { label: t('field.contact'), value: contact },
          { label: t('field.email'), value: email },
          { label: t('field.phone'), value: phone },
          { label: t('field.notes'), value: notes },
          {
            label: t('nav.assets'),
            value: (
              <EntityLink href={hrefTo('/assets', { supplierId: supplier.id })}>{formatNumber(assetCount)}</EntityLink>
            ),
          },
        ]}
      />
    </Panel>
  );
}
