import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isUsableScheme } from '#shared/features/assets/tag-scheme.ts';
import type { TagScheme } from '#shared/features/assets/tag-scheme.ts';
import { TagSchemeFields } from '#renderer/features/assets/tag-scheme/TagSchemeFields.tsx';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { t } from '#renderer/ui/text/t.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';

/** What the preview fills in for the tokens. */
const example = { category: 'LT', site: 'HQ', year: String(new Date().getFullYear()) };

export function TagSchemeSettings({ scheme, nextNumber }: { scheme: TagScheme; nextNumber: number }) {
  const [draft, setDraft] = useState(scheme);
  const [next, setNext] = useState(nextNumber);
  const save = useMutation({
    mutationFn: () => client.setup.updateTagScheme({ ...draft, ...(next > nextNumber ? { nextNumber: next } : {}) }),
    onSuccess: () => announce(t('setup.saved')),
  });
  const changed = JSON.stringify(draft) !== JSON.stringify(scheme) || next > nextNumber;
  return (
    <SettingsForm
      title={t('setup.tagScheme')}
      changed={isUsableScheme(draft) && changed}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => save.mutate()}
    >
      <TagSchemeFields
        scheme={draft}
        change={(part) => setDraft((known) => ({ ...known, ...part }))}
        example={example}
        number={Math.max(next, nextNumber)}
        beside={
          <NumberInput
            label={t('setup.nextNumber')}
            min={nextNumber}
            allowDecimal={false}
            thousandSeparator=""
            value={next}
            onChange={(value) => setNext(Number(value))}
          />
        }
      />
    </SettingsForm>
  );
}
