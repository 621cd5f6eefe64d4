import { ActionIcon, Button, Group, Menu, Stack, TextInput } from '@mantine/core';
import { IconTrash, IconWand } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sections } from '#shared/features/configuration/record.ts';
import type { ConfigurationRecord, Fact, RecordContent, Section } from '#shared/features/configuration/record.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announce } from '#renderer/rpc/use-action.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { AddRowButton } from '#renderer/ui/RowButtons.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { PageFields } from './PageFields.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import classes from './record.module.css';

export interface FactValues extends Fact {
  key: string;
}
export interface PageValues {
  key: string;
  title: string;
  body: string;
}

const keyed = ({ facts, pages }: RecordContent) => ({
  facts: facts.map((fact): FactValues => ({ ...fact, key: crypto.randomUUID() })),
  pages: pages.map((page): PageValues => ({ ...page, key: crypto.randomUUID() })),
});

/** Facts that are not there yet, after those that are. */
function joined(known: readonly FactValues[], further: readonly Fact[]): FactValues[] {
  const has = ({ section, name }: Fact) =>
    known.some((fact) => fact.section === section && fact.name.toLowerCase() === name.toLowerCase());
  return [...known, ...further.filter((fact) => !has(fact)).map((fact) => ({ ...fact, key: crypto.randomUUID() }))];
}

interface RecordEditorProps {
  assetId: number;
  record: ConfigurationRecord | null;
  onClose: () => void;
}

/** Writes the next version of what is known of an asset. */
export function RecordEditor({ assetId, record, onClose }: RecordEditorProps) {
  const [{ facts, pages }, setContent] = useState(() => keyed(record?.content ?? { facts: [], pages: [] }));
  const [note, setNote] = useState('');
  const [naming, setNaming] = useState(false);
  const templates = useQuery(rpc.configuration.listRecordTemplates.queryOptions()).data ?? [];
  const mayKeep = useMay()('configuration.edit');
  const setFacts = (change: (known: FactValues[]) => FactValues[]) =>
    setContent((known) => ({ ...known, facts: change(known.facts) }));
  const setPages = (change: (known: PageValues[]) => PageValues[]) =>
    setContent((known) => ({ ...known, pages: change(known.pages) }));
  const content = (): RecordContent => ({
    facts: facts
      .filter(({ name }) => name.trim() !== '')
      .map(({ section, name, value }) => ({ section, name: name.trim(), value: value.trim() })),
    pages: pages.filter(({ title }) => title.trim() !== '').map(({ title, body }) => ({ title: title.trim(), body })),
  });
  const saving = useMutation({
    mutationFn: () =>
      client.configuration.saveRecord({ assetId, seen: record?.number ?? 0, content: content(), note: note.trim() }),
    onSuccess: ({ number }) => {
      announce(t('record.saved', { number }));
      onClose();
    },
  });
  const proposing = useMutation({
    mutationFn: () => client.configuration.proposeFacts({ assetId }),
    onSuccess: (found) => setFacts((known) => joined(known, found)),
  });
  return (
    <Panel
      title={t('record.editing')}
      actions={
        <Group gap={6}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconWand size={14} />}
            loading={proposing.isPending}
            onClick={() => proposing.mutate()}
          >
            {t('record.propose')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" variant="default">
                {t('record.templates')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {templates.length === 0 ? <Menu.Label>{t('record.noTemplates')}</Menu.Label> : null}
              {templates.map((template) => (
                <Menu.Item
                  key={template.id}
                  onClick={() =>
                    setContent((known) => ({
                      facts: joined(known.facts, template.content.facts),
                      pages: [
                        ...known.pages,
                        ...keyed(template.content).pages.filter(
                          ({ title }) => !known.pages.some((page) => page.title === title),
                        ),
                      ],
                    }))
                  }
                >
                  {template.name}
                </Menu.Item>
              ))}
              {mayKeep ? <Menu.Item onClick={() => setNaming(true)}>{t('record.keepAsTemplate')}</Menu.Item> : null}
            </Menu.Dropdown>
          </Menu>
        </Group>
      }
    >
      <Stack gap="md">
        {sections.map((section) => (
          <SectionFields key={section} section={section} facts={facts} change={setFacts} />
        ))}
        {pages.map((page) => (
          <PageFields key={page.key} assetId={assetId} page={page} change={setPages} />
        ))}
        <AddRowButton
          label={t('record.addPage')}
          add={() => setPages((known) => [...known, { key: crypto.randomUUID(), title: '', body: '' }])}
        />
        <TextInput
          label={t('record.note')}
          description={t('record.noteHint')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {saving.error === null ? null : <FailureAlert sentence={sentenceOfError(saving.error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button loading={saving.isPending} onClick={() => saving.mutate()}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
      {naming ? <TemplateForm content={content()} templates={templates} onClose={() => setNaming(false)} /> : null}
    </Panel>
  );
}

interface SectionFieldsProps {
  section: Section;
  facts: readonly FactValues[];
  change: (change: (known: FactValues[]) => FactValues[]) => void;
}

function SectionFields({ section, facts, change }: SectionFieldsProps) {
  const own = facts.filter((fact) => fact.section === section);
  const name = word('recordSection', section);
  const set = (key: string, values: Partial<Fact>) =>
    change((known) => known.map((fact) => (fact.key === key ? { ...fact, ...values } : fact)));
  return (
    <div className={classes['section']} role="group" aria-label={name}>
      <h3>{name}</h3>
      {own.map((fact, index) => (
        <div key={fact.key} className={classes['pair']}>
          <TextInput
            aria-label={t('record.nameOf', { section: name, number: index + 1 })}
            placeholder={t('record.name')}
            maxLength={120}
            value={fact.name}
            onChange={(event) => set(fact.key, { name: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('record.valueOf', { section: name, number: index + 1 })}
            placeholder={t('record.value')}
            maxLength={1000}
            value={fact.value}
            onChange={(event) => set(fact.key, { value: event.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('record.removeFact', { name: fact.name || String(index + 1) })}
            onClick={() => change((known) => known.filter(({ key }) => key !== fact.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <AddRowButton
        label={t('record.addFact', { section: name })}
        add={() => change((known) => [...known, { key: crypto.randomUUID(), section, name: '', value: '' }])}
      />
    </div>
  );
}
