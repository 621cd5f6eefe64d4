import { Text } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import {
  IconArrowRight,
  IconBolt,
  IconBook2,
  IconBuilding,
  IconDeviceLaptop,
  IconHandClick,
  IconSearch,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { actionsOfPage } from '#renderer/ui/page-actions.ts';
import type { PageAction } from '#renderer/ui/page-actions.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { sections, sectionsFor } from '../sections.ts';
import { actionsFor, tabsFor } from './palette-actions.ts';
import type { PaletteAction } from './palette-actions.ts';
import { recordPages } from '#renderer/ui/record-pages.ts';

/** Of what is gone to or begun so many are offered to a word; one that is more exact leaves fewer. */
const mostOffered = 8;

interface PaletteProps {
  /** What the frame of the window can do by itself. */
  commands: readonly PaletteAction[];
}

/** What the page behind the box offers; the box gives the focus back, or hands it on to what was pressed. */
function usePageActions() {
  const [actions, setActions] = useState<PageAction[]>([]);
  const before = useRef<Element | null>(null);
  const chosen = useRef<PageAction | null>(null);
  return {
    actions,
    choose: (action: PageAction) => {
      chosen.current = action;
    },
    look: () => {
      before.current = document.activeElement;
      const isPart = sections.some(({ path }) => window.location.hash.split('?')[0] === `#${path}`);
      setActions(actionsOfPage(document.querySelector('main'), !isPart));
    },
    leave: () => {
      const action = chosen.current;
      chosen.current = null;
      if (action !== null) action.press();
      else if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    },
  };
}

/** One box for everything: what there is, by number or name, what can be done, and where one can go. */
export function Palette({ commands }: PaletteProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 80);
  const may = useMay();
  const navigate = useNavigate();
  const found = useQuery(
    rpc.assets.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const words = text.trim().toLocaleLowerCase().split(/\s+/);
  const matches = (name: string) => words.every((word) => name.toLocaleLowerCase().includes(word));
  const records = useQuery(
    rpc.application.find.queryOptions({
      input: { text: asked },
      enabled: asked.length > 1 || /^\d$/.test(asked),
      placeholderData: keepPreviousData,
    }),
  );
  const page = usePageActions();
  const here = page.actions.filter(({ label }) => matches(label)).slice(0, mostOffered);
  const pages = sectionsFor(may).filter(({ name }) => matches(t(name)));
  const { assets = [], people = [], places = [], meant = [] } = asked === '' ? {} : (found.data ?? {});
  const language = useLanguage();
  const book = useQuery(
    rpc.handbook.search.queryOptions({
      input: { text: asked, language },
      enabled: asked.length > 2,
      placeholderData: keepPreviousData,
    }),
  );
  const others = asked === '' ? [] : (records.data ?? []);
  const typing = text.trim() !== '';
  const offered = (all: readonly PaletteAction[]) => all.filter(({ label }) => matches(label)).slice(0, mostOffered);
  // What the page does itself is about what it shows; a form of the same name elsewhere would begin from nothing.
  const begun = actionsFor(may).filter(({ label }) => !page.actions.some((action) => action.label === label));
  const doable = typing ? offered([...begun, ...commands]) : [];
  const reachable = typing ? offered(tabsFor(may)) : [];
  const articles = asked.length > 2 ? (book.data ?? []) : [];
  const known = here.length + assets.length + people.length + places.length + others.length + articles.length;
  const nothing = known + pages.length + doable.length + reachable.length === 0;
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut="mod + K"
      scrollable
      maxHeight={480}
      clearQueryOnClose
      returnFocus={false}
      onSpotlightOpen={() => {
        // Opened again while it still goes out, the box has not been emptied yet.
        setText('');
        page.look();
      }}
      onSpotlightClose={page.leave}
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.open')}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList>
        {meant.length > 0 ? (
          <Text size="xs" c="dimmed" px="md" py={6} role="status">
            {t('palette.meant', { text: meant.join(', ') })}
          </Text>
        ) : null}
        {here.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.here')}>
            {here.map((action) => (
              <Spotlight.Action
                key={`here-${action.label}`}
                label={action.label}
                leftSection={<IconHandClick size={18} />}
                onClick={() => page.choose(action)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {assets.length > 0 ? (
          <Spotlight.ActionsGroup label={t('nav.assets')}>
            {assets.map((asset) => (
              <Spotlight.Action
                key={`asset-${asset.id}`}
                label={`${asset.tag} · ${asset.name}`}
                description={[asset.serial, word('status', asset.status), asset.custodian?.name ?? asset.place?.name]
                  .filter(Boolean)
                  .join(' · ')}
                leftSection={<IconDeviceLaptop size={18} />}
                onClick={() => void navigate({ to: '/assets/$id', params: { id: String(asset.id) } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {people.length > 0 ? (
          <Spotlight.ActionsGroup label={t('nav.people')}>
            {people.map(({ id, name, detail }) => (
              <Spotlight.Action
                key={`person-${id}`}
                label={name}
                description={detail ?? ''}
                leftSection={<IconUser size={18} />}
                onClick={() => void navigate({ to: '/people/$id', params: { id: String(id) } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {places.length > 0 ? (
          <Spotlight.ActionsGroup label={t('nav.places')}>
            {places.map(({ id, name, detail }) => (
              <Spotlight.Action
                key={`place-${id}`}
                label={name}
                description={detail ?? ''}
                leftSection={<IconBuilding size={18} />}
                onClick={() => void navigate({ to: '/places', search: { id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {others.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.records')}>
            {others.map(({ kind, id, label, detail }) => {
              const { icon: RecordIcon, href } = recordPages[kind];
              return (
                <Spotlight.Action
                  key={`${kind}-${id}-${label}`}
                  label={label}
                  description={[word('recordKind', kind), detail].filter(Boolean).join(' · ')}
                  leftSection={<RecordIcon size={18} />}
                  onClick={() => {
                    window.location.hash = href(id);
                  }}
                />
              );
            })}
          </Spotlight.ActionsGroup>
        ) : null}
        {articles.length > 0 ? (
          <Spotlight.ActionsGroup label={t('nav.handbook')}>
            {articles.slice(0, 4).map(({ key, title, snippet }) => (
              <Spotlight.Action
                key={`article-${key}`}
                label={title}
                description={snippet}
                leftSection={<IconBook2 size={18} />}
                onClick={() => void navigate({ to: '/handbook/$id', params: { id: key } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {doable.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.do')}>
            {doable.map(({ key, label, run }) => (
              <Spotlight.Action key={key} label={label} leftSection={<IconBolt size={18} />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {pages.length + reachable.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.goTo')}>
            {pages.map(({ path, name, icon: SectionIcon }) => (
              <Spotlight.Action
                key={path}
                label={t(name)}
                leftSection={<SectionIcon size={18} />}
                onClick={() => void navigate({ to: path })}
              />
            ))}
            {reachable.map(({ key, label, run }) => (
              <Spotlight.Action key={key} label={label} leftSection={<IconArrowRight size={18} />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {asked !== '' ? (
          <Spotlight.Action
            label={t('palette.listAssets', { text: asked })}
            leftSection={<IconSearch size={18} />}
            onClick={() => {
              spotlight.close();
              void navigate({ to: '/assets', search: { search: asked } });
            }}
          />
        ) : null}
        {nothing && asked !== '' && !found.isFetching ? (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
