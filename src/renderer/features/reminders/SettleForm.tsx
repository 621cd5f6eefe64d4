import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { t } from '#renderer/ui/text/t.ts';

/** What was done about it: one sentence for all that is dealt with at once. */
export function SettleForm({
  count,
  settle,
  onClose,
}: {
  count: number;
  settle: (note: string) => void;
  onClose: () => void;
}) {
  const [note, setNote] = useState('');
  return (
    <FormModal
      title={t('reminders.settleTitle', { count })}
      submitLabel={t('reminders.settle')}
      onSubmit={() => settle(note.trim())}
      onClose={onClose}
    >
      <Textarea
        label={t('reminders.note')}
        description={t('reminders.noteHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value.replaceAll('\n', ' '))}
        data-autofocus
      />
    </FormModal>
  );
}
