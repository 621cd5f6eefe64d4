import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Rule, SeenName } from '#shared/features/software/recognition.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatInstant, formatNumber } from '#renderer/ui/text/format.ts';
import { t } from '#renderer/ui/text/t.ts';
import { ProductForm } from './ProductForm.tsx';
import { useProductChoices } from './use-product-choices.ts';
import classes from './software.module.css';

interface RuleFormProps {
  /** Null writes a new one. */
  rule: Rule | null;
  /** The name that it is written for. */
  of: SeenName | null;
  onClose: () => void;
}

/** A rule with what it describes among all names that were seen, told while it is typed. */
export function RuleForm({ rule: shown, of, onClose }: RuleFormProps) {
  const [rule] = useState(shown);
  const [publisherPattern, setPublisher] = useState(rule?.publisherPattern ?? of?.publisher ?? '');
  const [namePattern, setName] = useState(rule?.namePattern ?? of?.name ?? '');
  const [versionPattern, setVersion] = useState(rule?.versionPattern ?? '');
  const [productId, setProductId] = useState(rule === null || rule.productId === null ? null : String(rule.productId));
  const [ignores, setIgnores] = useState(rule !== null && rule.productId === null);
  const [adding, setAdding] = useState(false);
  const products = useProductChoices();
  const patterns = {
    publisherPattern: publisherPattern.trim(),
    namePattern: namePattern.trim(),
    versionPattern: versionPattern.trim(),
  };
  const saving = useMutation({
    mutationFn: () =>
      client.software.saveRule({
        ...patterns,
        productId: ignores ? null : Number(productId),
        id: rule?.id ?? null,
        version: rule?.version ?? 1,
      }),
    onSuccess: ({ recognised }) => {
      announce(t('licences.ruleSaved', { count: recognised }));
      onClose();
    },
  });
  const archive = useAction(
    (of: Rule) => client.software.archiveRule({ id: of.id, version: of.version }),
    () => onClose(),
  );
  return (
    <FormModal
      title={t(rule === null ? 'licences.addRule' : 'licences.changeRule')}
      size={760}
      submitLabel={t('action.save')}
      busy={saving.isPending}
      submitDisabled={patterns.namePattern === '' || (!ignores && productId === null)}
      failure={saving.error === null ? null : sentenceOfError(saving.error)}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <TextInput
        label={t('licences.namePattern')}
        description={t('licences.patternHint')}
        withAsterisk
        data-autofocus
        maxLength={200}
        value={namePattern}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group grow align="start">
        <TextInput
          label={t('licences.publisherPattern')}
          maxLength={200}
          value={publisherPattern}
          onChange={(event) => setPublisher(event.currentTarget.value)}
        />
        <TextInput
          label={t('licences.versionPattern')}
          placeholder="16.*"
          maxLength={80}
          value={versionPattern}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
      </Group>
      <Group align="end" gap="xs" wrap="nowrap">
        <SearchableSelect
          label={t('licences.means')}
          withAsterisk
          style={{ flex: 1 }}
          disabled={ignores}
          data={products}
          value={productId}
          onChange={setProductId}
        />
        <Button variant="default" disabled={ignores} onClick={() => setAdding(true)}>
          {t('licences.newProduct')}
        </Button>
      </Group>
      <Checkbox
        label={t('licences.ignoreIt')}
        checked={ignores}
        onChange={(event) => setIgnores(event.currentTarget.checked)}
      />
      <Tried patterns={patterns} id={rule?.id ?? null} />
      {rule === null ? null : (
        <>
          <History id={rule.id} />
          <Group>
            <Button variant="subtle" color="red" size="compact-sm" onClick={() => archive.mutate(rule)}>
              {t('licences.archiveRule')}
            </Button>
          </Group>
        </>
      )}
      {adding ? (
        <ProductForm
          product={null}
          name={patterns.namePattern.replaceAll(/\*|\{version\}/g, '').trim()}
          onClose={() => setAdding(false)}
          created={(id) => setProductId(String(id))}
        />
      ) : null}
    </FormModal>
  );
}

type Patterns = { publisherPattern: string; namePattern: string; versionPattern: string };

/** What the rule would tell apart. */
function Tried({ patterns, id }: { patterns: Patterns; id: number | null }) {
  const [settled] = useDebouncedValue(patterns, 200);
  const tried = useQuery(
    rpc.software.testRule.queryOptions({
      input: { ...settled, id },
      enabled: settled.namePattern !== '',
      placeholderData: keepPreviousData,
    }),
  ).data;
  if (tried === undefined || settled.namePattern === '') return null;
  return (
    <section aria-label={t('licences.tried')}>
      <Text size="sm" fw={600} role="status">
        {t('licences.triedCount', { count: tried.matches.length, devices: formatNumber(tried.devices) })}
      </Text>
      <ul className={classes['tried']}>
        {tried.matches.slice(0, 12).map((match) => (
          <li key={`${match.name} ${match.publisher}`}>
            <span>{match.name}</span>
            <span className={classes['quiet']}>
              {[
                match.version === null ? '' : t('licences.versionFound', { version: match.version }),
                t('licences.onDevices', { count: match.devices }),
                match.now === null ? '' : t('licences.isNow', { product: match.now }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How the rule was worded before. */
function History({ id }: { id: number }) {
  const versions = useQuery(rpc.software.ruleHistory.queryOptions({ input: { id } })).data ?? [];
  if (versions.length < 2) return null;
  return (
    <section aria-label={t('licences.ruleHistory')}>
      <Text size="sm" fw={600}>
        {t('licences.ruleHistory')}
      </Text>
      <ul className={classes['tried']}>
        {versions.map((version) => (
          <li key={version.number}>
            <span>{`${version.number}. ${[version.publisherPattern, version.namePattern, version.versionPattern].filter(Boolean).join(' · ')}`}</span>
            <span className={classes['quiet']}>{`${version.savedBy} · ${formatInstant(version.savedAt)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
