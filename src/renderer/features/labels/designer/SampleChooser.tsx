import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LabelSubject } from '#shared/features/labels/template.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { AskingSelect, useAsked } from '#renderer/ui/AskingSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface SampleChooserProps {
  subject: LabelSubject;
  value: string | null;
  onChange: (id: string | null) => void;
}

function AssetSample({ value, onChange }: Omit<SampleChooserProps, 'subject'>) {
  const { asked, ask } = useAsked();
  const found = useQuery(
    rpc.assets.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (found?.rows ?? []).map(({ id, tag, name }) => ({ value: String(id), label: `${tag} · ${name}` }));
  return <AskingSelect {...look()} data={data} ask={ask} value={value} onChange={onChange} />;
}

function PersonSample({ value, onChange }: Omit<SampleChooserProps, 'subject'>) {
  const { asked, ask } = useAsked();
  const found = useQuery(
    rpc.people.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (found?.rows ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return <AskingSelect {...look()} data={data} ask={ask} value={value} onChange={onChange} />;
}

function PlaceSample({ value, onChange }: Omit<SampleChooserProps, 'subject'>) {
  const places = useQuery(rpc.places.list.queryOptions({ input: { includeArchived: false } })).data ?? [];
  const data = places.map(({ id, path }) => ({ value: String(id), label: path }));
  return <Select {...look()} searchable clearable data={data} value={value} onChange={onChange} />;
}

function KitSample({ value, onChange }: Omit<SampleChooserProps, 'subject'>) {
  const kits = useQuery(rpc.loans.listKits.queryOptions()).data ?? [];
  const data = kits.map(({ id, name, code }) => ({ value: String(id), label: `${name} · ${code}` }));
  return <Select {...look()} searchable clearable data={data} value={value} onChange={onChange} />;
}

function ArticleSample({ value, onChange }: Omit<SampleChooserProps, 'subject'>) {
  const { asked, ask } = useAsked();
  const found = useQuery(
    rpc.supplies.list.queryOptions({
      input: { limit: 30, ...(asked === '' ? {} : { search: asked }) },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const data = (found?.rows ?? []).map(({ id, name, code }) => ({ value: String(id), label: `${name} · ${code}` }));
  return <AskingSelect {...look()} data={data} ask={ask} value={value} onChange={onChange} />;
}

const look = () => ({
  size: 'xs' as const,
  'aria-label': t('designer.sample'),
  placeholder: t('designer.sample.made'),
});

/** With what the preview is filled: one thing of the register, or made-up values. */
export function SampleChooser({ subject, ...choice }: SampleChooserProps) {
  switch (subject) {
    case 'asset':
      return <AssetSample {...choice} />;
    case 'person':
      return <PersonSample {...choice} />;
    case 'place':
    case 'bin':
      return <PlaceSample {...choice} />;
    case 'kit':
      return <KitSample {...choice} />;
    case 'article':
      return <ArticleSample {...choice} />;
    case 'command':
      return null;
  }
}
