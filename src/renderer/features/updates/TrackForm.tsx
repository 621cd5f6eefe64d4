import { Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { softwareKinds } from '#shared/features/updates/model.ts';
import type { SoftwareKind, TrackedProduct } from '#shared/features/updates/model.ts';
import { schemes } from '#shared/features/updates/scheme.ts';
import type { Scheme } from '#shared/features/updates/scheme.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t, word } from '#renderer/ui/text/t.ts';

interface TrackFormProps {
  product: TrackedProduct | null;
  opened: (productId: number) => void;
  onClose: () => void;
}

/** Which product is watched, how its versions are compared, and which one should be installed. */
export function TrackForm({ product, opened, onClose }: TrackFormProps) {
  const [productId, setProductId] = useState<string | null>(product === null ? null : String(product.id));
  const [kind, setKind] = useState<SoftwareKind>(product?.kind ?? 'application');
  const [scheme, setScheme] = useState<Scheme>(product?.scheme ?? 'dotted');
  const [targetId, setTargetId] = useState<string | null>(
    product?.target?.chosen === true ? String(product.target.id) : null,
  );
  const candidates = useQuery({ ...rpc.updates.listCandidates.queryOptions(), enabled: product === null }).data ?? [];
  const releases =
    useQuery({
      ...rpc.updates.listReleases.queryOptions({ input: { productId: product?.id ?? 0 } }),
      enabled: product !== null,
    }).data ?? [];
  const save = useMutation({
    mutationFn: () =>
      client.updates.trackProduct({
        productId: Number(productId),
        kind,
        scheme,
        targetId: targetId === null ? null : Number(targetId),
        version: product?.version ?? null,
      }),
    onSuccess: () => {
      onClose();
      opened(Number(productId));
    },
  });
  return (
    <FormModal
      title={product === null ? t('updates.watch') : product.name}
      submitLabel={product === null ? t('updates.watch') : t('action.save')}
      submitDisabled={productId === null}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      {product === null ? (
        <SearchableSelect
          label={t('entity.software_product')}
          description={t('updates.productHint')}
          withAsterisk
          data-autofocus
          data={candidates.map(({ id, name, installed }) => ({
            value: String(id),
            label: t('updates.candidate', { name, count: installed }),
          }))}
          value={productId}
          onChange={setProductId}
        />
      ) : null}
      <Select
        label={t('updates.kind')}
        allowDeselect={false}
        data={softwareKinds.map((value) => ({ value, label: word('softwareKind', value) }))}
        value={kind}
        onChange={(value) => setKind(softwareKinds.find((each) => each === value) ?? kind)}
      />
      <Select
        label={t('updates.scheme')}
        allowDeselect={false}
        data={schemes.map((value) => ({ value, label: word('versionScheme', value) }))}
        value={scheme}
        onChange={(value) => setScheme(schemes.find((each) => each === value) ?? scheme)}
      />
      <Text size="xs" c="dimmed" mt={-6}>
        {word('schemeHint', scheme)}
      </Text>
      {product === null ? null : (
        <SearchableSelect
          label={t('updates.target')}
          description={t('updates.targetHint')}
          placeholder={t('updates.newestOut')}
          data={releases.map(({ id, number }) => ({ value: String(id), label: number }))}
          value={targetId}
          onChange={setTargetId}
        />
      )}
    </FormModal>
  );
}
