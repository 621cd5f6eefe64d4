import { Checkbox, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kit } from '#shared/features/loans/kit-contract.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** Takes back what of a kit came: what is not ticked stays with whoever has it. */
export function ReturnKit({ kit, onClose }: { kit: Kit; onClose: () => void }) {
  const out = kit.parts.flatMap(({ asset, state }) => (state === 'out' && asset !== null ? [asset] : []));
  const [came, setCame] = useState<string[]>(out.map(({ id }) => String(id)));
  const take = useMutation({
    mutationFn: () =>
      client.loans.takeBackKit({
        id: kit.id,
        missingAssetIds: out.map(({ id }) => id).filter((id) => !came.includes(String(id))),
      }),
    onSuccess: ({ missing }) => {
      announce(
        missing.length === 0
          ? t('kit.back', { name: kit.name })
          : t('kit.backIncomplete', { name: kit.name, missing: missing.join(', ') }),
      );
      onClose();
    },
  });
  return (
    <FormModal
      title={t('custody.checkInTitle', { tag: kit.name })}
      submitLabel={t('custody.checkIn')}
      submitDisabled={came.length === 0}
      busy={take.isPending}
      failure={take.error === null ? null : sentenceOfError(take.error)}
      onSubmit={() => take.mutate()}
      onClose={onClose}
    >
      <Checkbox.Group label={t('kit.came')} description={t('custody.missingHint')} value={came} onChange={setCame}>
        <Stack gap={6} mt={6}>
          {out.map(({ id, tag, name }) => (
            <Checkbox key={id} value={String(id)} label={`${tag} ${name}`} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormModal>
  );
}
