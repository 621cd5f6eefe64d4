import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { useRemembered } from '#renderer/ui/remembered.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface HarvestFormProps {
  allocationIds: number[];
  unusedDays: number;
  onClose: () => void;
  done: () => void;
}

/** How long the holders may object before their seats are taken back. */
export function HarvestForm({ allocationIds, unusedDays, onClose, done }: HarvestFormProps) {
  const [noticeDays, setNoticeDays] = useRemembered('licenceNoticeDays', '14');
  const harvesting = useMutation({
    mutationFn: () => client.licences.harvest({ allocationIds, noticeDays: Number(noticeDays), unusedDays }),
    onSuccess: ({ released, announced }) => {
      if (released > 0) announce(t('licences.released', { count: released }));
      if (announced > 0) announce(t('licences.announced', { count: announced }));
      done();
      onClose();
    },
  });
  return (
    <FormModal
      title={t('licences.harvestTitle', { count: allocationIds.length })}
      submitLabel={t('licences.harvest')}
      busy={harvesting.isPending}
      failure={harvesting.error === null ? null : sentenceOfError(harvesting.error)}
      onSubmit={() => harvesting.mutate()}
      onClose={onClose}
    >
      <WholeNumberField
        label={t('licences.noticePeriod')}
        description={t('licences.noticePeriodHint')}
        min={0}
        max={365}
        data-autofocus
        value={Number(noticeDays)}
        onChange={(next) => {
          if (Number.isInteger(next)) setNoticeDays(String(next));
        }}
      />
      <Text size="sm">{t('licences.harvestHint')}</Text>
    </FormModal>
  );
}
