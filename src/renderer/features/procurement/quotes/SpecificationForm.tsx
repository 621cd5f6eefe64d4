import { Button, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { criterionKinds } from '#shared/features/procurement/requisition.ts';
import type { CriterionDetails, Requisition } from '#shared/features/procurement/requisition.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { RemoveRowButton } from '#renderer/ui/RowButtons.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from '../procurement.module.css';

type Row = CriterionDetails & { key: string };

const keyed = (criterion: CriterionDetails): Row => ({ ...criterion, key: crypto.randomUUID() });
const blank = (): Row => keyed({ id: null, kind: 'must', text: '', target: '', weight: 5, regulation: '' });
const details = ({ key: _key, ...criterion }: Row): CriterionDetails => criterion;

/** The criteria row by row; templates of the category give a beginning. */
export function SpecificationForm({ requisition: shown, onClose }: { requisition: Requisition; onClose: () => void }) {
  // What was shown when the form was opened: a change by another operator must not pass for one that was seen.
  const [requisition] = useState(shown);
  const mayKeep = useMay()('po.create');
  const [rows, setRows] = useState<Row[]>(() =>
    requisition.criteria.length === 0 ? [blank()] : requisition.criteria.map(keyed),
  );
  const [name, setName] = useState('');
  const templates = useQuery(rpc.procurement.listCriteriaTemplates.queryOptions()).data ?? [];
  const written = rows.filter(({ text }) => text.trim() !== '');
  const saving = useMutation({
    mutationFn: () =>
      client.procurement.specify({
        id: requisition.id,
        version: requisition.version,
        criteria: written.map(details),
      }),
    onSuccess: onClose,
  });
  const keep = useAction(
    () =>
      client.procurement.saveCriteriaTemplate({
        name: name.trim(),
        categoryId: requisition.lines[0]?.category.id ?? null,
        criteria: written.map(details),
      }),
    () => announce(t('procurement.templateSaved')),
  );
  const change = (key: string, part: Partial<Row>) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <FormModal
      title={t('procurement.specification')}
      size={980}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      {templates.length === 0 ? null : (
        <Select
          label={t('procurement.fromTemplate')}
          placeholder={t('procurement.fromTemplateHint')}
          data={templates.map(({ id, name: label }) => ({ value: String(id), label }))}
          value={null}
          onChange={(chosen) => {
            const template = templates.find(({ id }) => String(id) === chosen);
            if (template !== undefined) setRows([...written, ...template.criteria.map(keyed)]);
          }}
        />
      )}
      {rows.map((row, index) => (
        <div
          key={row.key}
          className={classes['criterion']}
          role="group"
          aria-label={t('procurement.criterionNumber', { number: index + 1 })}
        >
          <TextInput
            label={t('procurement.criterion')}
            value={row.text}
            maxLength={200}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onChange={(event) => change(row.key, { text: event.currentTarget.value })}
          />
          <TextInput
            label={t('procurement.target')}
            value={row.target}
            maxLength={200}
            onChange={(event) => change(row.key, { target: event.currentTarget.value })}
          />
          <Select
            label={t('procurement.criterionKind')}
            allowDeselect={false}
            data={criterionKinds.map((value) => ({ value, label: word('criterionKind', value) }))}
            value={row.kind}
            onChange={(kind) => change(row.key, { kind: kind === 'weighted' ? 'weighted' : 'must' })}
          />
          <NumberInput
            label={t('procurement.weight')}
            min={1}
            max={10}
            allowDecimal={false}
            disabled={row.kind === 'must'}
            value={row.weight}
            onChange={(weight) => change(row.key, { weight: Number(weight) || 1 })}
          />
          <TextInput
            label={t('procurement.regulation')}
            value={row.regulation}
            maxLength={80}
            onChange={(event) => change(row.key, { regulation: event.currentTarget.value })}
          />
          <RemoveRowButton
            label={t('procurement.removeCriterion', { number: index + 1 })}
            remove={() => setRows((all) => all.filter(({ key }) => key !== row.key))}
          />
        </div>
      ))}
      <Group justify="space-between" align="end">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows((all) => [...all, blank()])}
        >
          {t('procurement.addCriterion')}
        </Button>
        {mayKeep ? (
          <Group gap="xs" align="end">
            <TextInput
              size="xs"
              label={t('procurement.templateName')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button
              size="xs"
              variant="default"
              disabled={name.trim() === '' || written.length === 0}
              loading={keep.isPending}
              onClick={() => keep.mutate(undefined)}
            >
              {t('procurement.saveTemplate')}
            </Button>
          </Group>
        ) : null}
      </Group>
    </FormModal>
  );
}
