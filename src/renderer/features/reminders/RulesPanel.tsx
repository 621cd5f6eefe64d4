import { Checkbox, NumberInput, Table, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';
import { aboutSomebody, reminderKinds } from '#shared/features/reminders/model.ts';
import type { KindRule, KindRules, ReminderKind } from '#shared/features/reminders/model.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { SettingsForm } from '#renderer/ui/SettingsForm.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { kindIcon } from './reminder-look.ts';
import classes from './reminders.module.css';

type Drafts = Record<ReminderKind, Omit<KindRule, 'mailTo'> & { mailTo: string }>;

const addressesOf = (text: string): string[] =>
  text
    .split(/[,;\s]+/)
    .map((address) => address.trim())
    .filter((address) => address !== '');

const badAddressIn = (text: string) => addressesOf(text).find((address) => !z.email().safeParse(address).success);

const mapped = <Value,>(make: (kind: ReminderKind) => Value) =>
  Object.fromEntries(reminderKinds.map((kind) => [kind, make(kind)])) as Record<ReminderKind, Value>;

/** How early which dates come up, and who is written to. */
export function RulesPanel({ rules, version }: { rules: KindRules; version: string }) {
  const [drafts, setDrafts] = useState<Drafts>(() =>
    mapped((kind) => ({ ...rules[kind], mailTo: rules[kind].mailTo.join(', ') })),
  );
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      client.reminders.saveRules({
        rules: mapped((kind) => ({ ...drafts[kind], mailTo: addressesOf(drafts[kind].mailTo) })),
        version,
      }),
    onSuccess: () => announce(t('setup.saved')),
  });
  const change = (kind: ReminderKind, part: Partial<Drafts[ReminderKind]>) =>
    setDrafts((known) => ({ ...known, [kind]: { ...known[kind], ...part } }));
  const changed = reminderKinds.some((kind) => {
    const { mailTo, ...rest } = drafts[kind];
    return JSON.stringify({ ...rules[kind], ...rest, mailTo: addressesOf(mailTo) }) !== JSON.stringify(rules[kind]);
  });
  const sound = reminderKinds.every((kind) => badAddressIn(drafts[kind].mailTo) === undefined);
  return (
    <SettingsForm
      title={t('reminders.rules')}
      changed={changed}
      busy={save.isPending}
      failure={save.error === null ? null : sentenceOfError(save.error)}
      save={() => {
        setTried(true);
        if (sound) save.mutate();
      }}
    >
      <p className={classes['hint']}>{t('reminders.rulesHint')}</p>
      <div className={classes['rules']}>
        <Table verticalSpacing={4} aria-label={t('reminders.rules')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('reminders.kind')}</Table.Th>
              <Table.Th>{t('reminders.on')}</Table.Th>
              <Table.Th>{t('reminders.leadDays')}</Table.Th>
              <Table.Th>{t('reminders.mailTo')}</Table.Th>
              <Table.Th>{t('reminders.mailWho')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reminderKinds.map((kind) => (
              <RuleRow
                key={kind}
                kind={kind}
                draft={drafts[kind]}
                tried={tried}
                change={(part) => change(kind, part)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </SettingsForm>
  );
}

interface RuleRowProps {
  kind: ReminderKind;
  draft: Drafts[ReminderKind];
  tried: boolean;
  change: (part: Partial<Drafts[ReminderKind]>) => void;
}

function RuleRow({ kind, draft, tried, change }: RuleRowProps) {
  const name = word('reminderKind', kind);
  const KindIcon = kindIcon[kind];
  const bad = tried ? badAddressIn(draft.mailTo) : undefined;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={classes['kind']}>
          <KindIcon size={15} aria-hidden />
          {name}
        </span>
      </Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={t('reminders.onOf', { kind: name })}
          checked={draft.on}
          onChange={(event) => change({ on: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <NumberInput
          size="xs"
          w={74}
          aria-label={t('reminders.leadDaysOf', { kind: name })}
          min={0}
          max={730}
          allowDecimal={false}
          disabled={!draft.on}
          value={draft.leadDays}
          onChange={(value) => change({ leadDays: Number(value) })}
        />
      </Table.Td>
      <Table.Td>
        <TextInput
          size="xs"
          miw={220}
          aria-label={t('reminders.mailToOf', { kind: name })}
          placeholder={t('reminders.mailToHint')}
          disabled={!draft.on}
          value={draft.mailTo}
          error={bad === undefined ? null : t('reminders.badAddress', { address: bad })}
          onChange={(event) => change({ mailTo: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        {aboutSomebody.has(kind) ? (
          <Checkbox
            aria-label={t('reminders.mailWhoOf', { kind: name })}
            checked={draft.mailWho}
            disabled={!draft.on}
            onChange={(event) => change({ mailWho: event.currentTarget.checked })}
          />
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
