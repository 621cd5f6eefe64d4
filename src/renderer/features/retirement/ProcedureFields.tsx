import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import {
  mediaTypes,
  methodOf,
  sanitisationResults,
  techniques,
  techniquesOf,
  verifications,
} from '#shared/features/retirement/sanitisation.ts';
import type { MediaType, ProcedureDetails } from '#shared/features/retirement/sanitisation.ts';
import { t, word } from '#renderer/ui/text/t.ts';

export interface Procedure extends ProcedureDetails {
  type: MediaType;
}

/** What most media go through; what was chosen last stays chosen while the window is open. */
export const usualProcedure: Procedure = {
  type: 'nvme',
  technique: 'crypto_erase',
  tool: '',
  toolVersion: '',
  passes: null,
  verification: 'full',
  samplePercent: null,
  result: 'passed',
  failure: '',
  note: '',
  doneAt: null,
};

/** The technique that a medium of the type can go through: the one that was chosen, else the strongest that leaves it whole. */
export function withType(procedure: Procedure, type: MediaType): Procedure {
  const fits = methodOf(type, procedure.technique) !== null;
  const whole = techniques.filter((each) => ['purge', 'clear', 'inspect'].includes(methodOf(type, each) ?? ''));
  const best = whole.find((each) => methodOf(type, each) === 'purge') ?? whole[0] ?? 'shred';
  const technique = fits ? procedure.technique : best;
  const looked = methodOf(type, technique) === 'destroy' || type === 'none';
  return { ...procedure, type, technique, verification: looked ? 'visual' : procedure.verification };
}

interface ProcedureFieldsProps {
  value: Procedure;
  onChange: (value: Procedure) => void;
  /** The medium is known, so its type is, too. */
  typeIsFixed?: boolean;
}

/** How media are sanitised: which technique comes to which method on which medium is said beside it. */
export function ProcedureFields({ value, onChange, typeIsFixed = false }: ProcedureFieldsProps) {
  const change = (part: Partial<Procedure>) => onChange({ ...value, ...part });
  const method = methodOf(value.type, value.technique);
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      {typeIsFixed ? null : (
        <Select
          label={t('sanitise.medium')}
          allowDeselect={false}
          data={mediaTypes.map((each) => ({ value: each, label: word('mediaType', each) }))}
          value={value.type}
          onChange={(next) => onChange(withType(value, mediaTypes.find((each) => each === next) ?? value.type))}
        />
      )}
      <Select
        label={t('sanitise.technique')}
        description={method === null ? null : t('sanitise.comesTo', { method: word('sanitisationMethod', method) })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDeselect={false}
        data={techniques
          .filter((each) => each in techniquesOf[value.type])
          .map((each) => ({ value: each, label: word('technique', each) }))}
        value={value.technique}
        onChange={(next) => {
          const technique = techniques.find((each) => each === next) ?? value.technique;
          const looked = methodOf(value.type, technique) === 'destroy';
          change({ technique, ...(looked ? { verification: 'visual' as const } : {}) });
        }}
      />
      <Select
        label={t('sanitise.verification')}
        allowDeselect={false}
        data={verifications.map((each) => ({ value: each, label: word('verification', each) }))}
        value={value.verification}
        onChange={(next) => change({ verification: verifications.find((each) => each === next) ?? value.verification })}
      />
      {value.verification === 'sample' ? (
        <NumberInput
          label={t('sanitise.samplePercent')}
          min={1}
          max={100}
          allowDecimal={false}
          value={value.samplePercent ?? ''}
          onChange={(next) => change({ samplePercent: typeof next === 'number' ? next : null })}
        />
      ) : null}
      <Select
        label={t('sanitise.result')}
        allowDeselect={false}
        data={sanitisationResults.map((each) => ({ value: each, label: word('sanitisationResult', each) }))}
        value={value.result}
        onChange={(next) => change({ result: sanitisationResults.find((each) => each === next) ?? value.result })}
      />
      {value.result === 'failed' ? (
        <TextInput
          label={t('sanitise.failure')}
          withAsterisk
          maxLength={500}
          value={value.failure}
          onChange={(event) => change({ failure: event.currentTarget.value })}
        />
      ) : null}
      <TextInput
        label={t('sanitise.tool')}
        maxLength={100}
        value={value.tool}
        onChange={(event) => change({ tool: event.currentTarget.value })}
      />
      <TextInput
        label={t('sanitise.toolVersion')}
        maxLength={60}
        value={value.toolVersion}
        onChange={(event) => change({ toolVersion: event.currentTarget.value })}
      />
      <NumberInput
        label={t('sanitise.passes')}
        min={1}
        max={100}
        allowDecimal={false}
        value={value.passes ?? ''}
        onChange={(next) => change({ passes: typeof next === 'number' ? next : null })}
      />
    </SimpleGrid>
  );
}
