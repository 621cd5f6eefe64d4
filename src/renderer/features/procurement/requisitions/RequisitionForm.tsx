import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { DepartmentChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useCostCentreChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { AlternativesPanel } from './AlternativesPanel.tsx';
import { detailsOf, emptyLine } from './requisition-values.ts';
import type { RequisitionValues } from './requisition-values.ts';
import { RequisitionConflict } from './RequisitionConflict.tsx';
import { RequisitionLineFields } from './RequisitionLineFields.tsx';
import { useRequisitionDraft } from './use-requisition-draft.ts';
import type { WantedItems } from './wanted-items.ts';

interface RequisitionFormProps {
  requisition: Requisition | null;
  /** What a new one begins with. */
  startWith?: WantedItems;
  currency: string;
  saved: (id: number) => void;
  /** Told whether something is typed that is not saved. */
  typed?: (something: boolean) => void;
}

/** Words a need, with what is in stock beside it; saved as a draft, or saved and submitted. */
export function RequisitionForm({ requisition, startWith = [], currency, saved, typed }: RequisitionFormProps) {
  const [entered, setEntered] = useState(0);
  const draft = useRequisitionDraft({ requisition, startWith, currency, saved, typed });
  const { form, saving, save, theirs } = draft;
  const dirty = form.isDirty();
  useEffect(() => typed?.(dirty), [typed, dirty]);
  const line = form.values.lines[entered];
  const wanted =
    line === undefined || line.categoryId === null
      ? null
      : {
          categoryId: Number(line.categoryId),
          modelId: line.modelId === null ? null : Number(line.modelId),
          words: `${line.description} ${line.mustHaves}`.trim(),
        };
  return (
    <div className={classes['columns']}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (theirs === null) save(false);
        }}
      >
        <Stack gap="sm">
          <Panel title={t('procurement.need')}>
            <NeedFields form={form} requester={requisition?.requester ?? null} />
          </Panel>
          <Panel
            title={t('procurement.lines')}
            actions={
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlus size={14} />}
                onClick={() => form.insertListItem('lines', emptyLine())}
              >
                {t('procurement.addLine')}
              </Button>
            }
          >
            {form.values.lines.map(({ key }, index) => (
              <RequisitionLineFields
                key={key}
                form={form}
                index={index}
                currency={currency}
                entered={() => setEntered(index)}
              />
            ))}
          </Panel>
          {theirs === null ? null : (
            <RequisitionConflict
              theirs={theirs}
              mine={detailsOf(form.values, currency)}
              currency={currency}
              busy={saving.isPending}
              takeTheirs={draft.takeTheirs}
              keepMine={draft.keepMine}
            />
          )}
          {saving.error === null || theirs !== null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
          <Group gap="xs">
            <Button disabled={theirs !== null} loading={saving.isPending} onClick={() => save(true)}>
              {t('procurement.submit')}
            </Button>
            <Button type="submit" variant="default" disabled={theirs !== null} loading={saving.isPending}>
              {t('procurement.saveDraft')}
            </Button>
          </Group>
        </Stack>
      </form>
      <AlternativesPanel
        wanted={wanted}
        need={{
          requesterId: form.values.requesterId === null ? null : Number(form.values.requesterId),
          neededBy: form.values.neededBy,
          reason: form.values.reason,
        }}
        takeQuantity={(quantity) => form.setFieldValue(`lines.${entered}.quantity`, quantity)}
      />
    </div>
  );
}

function NeedFields({
  form,
  requester,
}: {
  form: UseFormReturnType<RequisitionValues>;
  requester: { id: number; name: string } | null;
}) {
  return (
    <div className={classes['formGrid']}>
      <PersonSelect
        label={t('procurement.requester')}
        value={form.values.requesterId}
        chosen={requester}
        autoFocus
        onChange={(id) => form.setFieldValue('requesterId', id)}
        error={form.errors['requesterId']}
      />
      <DepartmentChoice {...form.getInputProps('departmentId')} />
      <SearchableSelect
        label={t('field.costCentre')}
        data={useCostCentreChoices()}
        {...form.getInputProps('costCentreId')}
      />
      <TextInput
        className={classes['wide'] ?? ''}
        label={t('procurement.reason')}
        withAsterisk
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      <DayField label={t('procurement.neededBy')} {...form.getInputProps('neededBy')} />
      <Textarea
        className={classes['full'] ?? ''}
        label={t('field.notes')}
        autosize
        minRows={1}
        maxRows={4}
        {...form.getInputProps('notes')}
      />
    </div>
  );
}
