import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { rpc } from '#renderer/rpc/client.ts';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

export interface Subject {
  assetId: number | null;
  serviceId: number | null;
}

interface SubjectFieldsProps {
  value: Subject;
  /** What it is now, since the first page of a list may not hold it. */
  onChange: (subject: Subject) => void;
}

const kinds = ['service', 'asset'] as const;

/** A service or an asset: what something is about. */
export function SubjectFields({ value, onChange }: SubjectFieldsProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]>(value.assetId === null ? 'service' : 'asset');
  const services = useQuery(rpc.recovery.listServices.queryOptions()).data ?? [];
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t('recovery.about')}
      </Text>
      <SegmentedControl
        aria-label={t('recovery.about')}
        data={kinds.map((each) => ({ value: each, label: word('recoverySubject', each) }))}
        value={kind}
        onChange={(next) => {
          setKind(kinds.find((each) => each === next) ?? kind);
          onChange({ assetId: null, serviceId: null });
        }}
        style={{ alignSelf: 'flex-start' }}
      />
      {kind === 'service' ? (
        <SearchableSelect
          label={t('recovery.service')}
          withAsterisk
          {...(services.length === 0 ? { description: t('recovery.noServicesHint') } : {})}
          data={services.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={value.serviceId === null ? null : String(value.serviceId)}
          onChange={(id) => onChange({ assetId: null, serviceId: id === null ? null : Number(id) })}
        />
      ) : (
        <AssetSelect
          label={t('entity.asset')}
          except={0}
          value={value.assetId === null ? null : String(value.assetId)}
          onChange={(id) => onChange({ assetId: id === null ? null : Number(id), serviceId: null })}
        />
      )}
    </Stack>
  );
}

export const isChosen = ({ assetId, serviceId }: Subject) => assetId !== null || serviceId !== null;
