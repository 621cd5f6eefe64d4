import { Text } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconBook2, IconBuilding, IconDeviceLaptop, IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { sectionsFor } from '../sections.ts';

/** One box for everything: pages by name, assets by tag, serial or word, people and places. */
export function Palette() {
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
  const matches = (name: string) => name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
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
  const articles = asked.length > 2 ? (book.data ?? []) : [];
  const nothing = articles.length + assets.length + people.length + places.length + pages.length === 0;
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut="mod + K"
      scrollable
      maxHeight={480}
      clearQueryOnClose
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
        {pages.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.goTo')}>
            {pages.map(({ path, name, icon: SectionIcon }) => (
              <Spotlight.Action
                key={path}
                label={t(name)}
                leftSection={<SectionIcon size={18} />}
                onClick={() => void navigate({ to: path })}
              />
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
