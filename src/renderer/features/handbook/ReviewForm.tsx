import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Article } from '#shared/features/handbook/contract.ts';
import { addDays } from '#shared/primitives/days.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { today } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';

/** Says that an article was read through and is true, and when it is to be read through again. */
export function ReviewForm({ article, onClose }: { article: Article; onClose: () => void }) {
  const [reviewOn, setReviewOn] = useState<string | null>(addDays(today(), 365));
  const reviewing = useMutation({
    mutationFn: () => client.handbook.review({ key: article.key, reviewOn }),
    onSuccess: onClose,
  });
  return (
    <FormModal
      title={t('handbook.reviewTitle', { title: article.title })}
      submitLabel={t('handbook.review')}
      busy={reviewing.isPending}
      failure={reviewing.error === null ? null : sentenceOfError(reviewing.error)}
      onSubmit={() => reviewing.mutate()}
      onClose={onClose}
    >
      <DayField label={t('handbook.reviewOn')} minDate={today()} value={reviewOn} onChange={setReviewOn} />
    </FormModal>
  );
}
