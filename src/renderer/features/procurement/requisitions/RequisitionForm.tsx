import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Requisition } from '#shared/features/procurement/requisition.ts';
import { DepartmentChoice } from '#renderer/features/assets/RegisterChoices.tsx';
import { useCostCentreChoices } from '#renderer/features/assets/use-register-choices.ts';
import { PersonSelect } from '#renderer/features/people/PersonSelect.tsx';
import { client } from '#renderer/rpc/client.ts';
import { fieldProblems, sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { DayField } from '#renderer/ui/DayField.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { t } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';
import { AlternativesPanel } from './AlternativesPanel.tsx';
import { checksOf, detailsOf, emptyLine, valuesOf } from './requisition-values.ts';
import type { RequisitionValues } from './requisition-values.ts';
import { RequisitionLineFields } from './RequisitionLineFields.tsx';
import type { WantedItems } from './wanted-items.ts';

interface RequisitionFormProps {
  requisition: Requisition | null;
  /** What a new one begins with. */
  startWith?: WantedItems;
  currency: string;
  saved: (id: number) => void;
}

/** Words a need, with what is in stock beside it; saved as a draft, or saved and submitted. */
export function RequisitionForm({ requisition, startWith = [], currency, saved }: RequisitionFormProps) {
  const form = useForm<RequisitionValues>({
    initialValues: valuesOf(requisition, startWith),
    validate: checksOf(currency),
  });
  const [entered, setEntered] = useState(0);
  const saving = useMutation({
    mutationFn: async ({ values, submit }: { values: RequisitionValues; submit: boolean }) => {
      const details = detailsOf(values, currency);
      let seen = { id: requisition?.id ?? 0, version: requisition?.version ?? 1 };
      if (requisition === null) seen = { ...(await client.procurement.createRequisition(details)), version: 1 };
      else {
        await client.procurement.changeRequisition({ ...details, ...seen });
        seen = { ...seen, version: seen.version + 1 };
      }
      if (submit) await client.procurement.submitRequisition(seen);
      return { id: seen.id, submit };
    },
    onSuccess: ({ id, submit }) => {
      announce(t(submit ? 'procurement.submitted' : 'procurement.saved'));
      saved(id);
    },
    onError: (error) => form.setErrors(fieldProblems(error)),
  });
  const save = (submit: boolean) => form.onSubmit((values) => saving.mutate({ values, submit }))();
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
          save(false);
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
          {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
          <Group gap="xs">
            <Button loading={saving.isPending} onClick={() => save(true)}>
              {t('procurement.submit')}
            </Button>
            <Button type="submit" variant="default" loading={saving.isPending}>
              {t('procurement.saveDraft')}
            </Button>
          </Group>
        </Stack>
      </form>
      <AlternativesPanel
        wanted={wanted}
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
