import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconCheck, IconChevronDown, IconStarFilled, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListName, SavedView, ViewContent } from '#shared/features/views/contract.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import type { ListAsSeen } from '#renderer/ui/table/list-as-seen.ts';
import { t } from '#renderer/ui/text/t.ts';
import { looksAs } from './same-content.ts';
import { useDefaultView } from './use-default-view.ts';
import { ViewDialogs } from './ViewDialogs.tsx';
import type { ViewDialog } from './ViewDialogs.tsx';

interface ViewPickerProps {
  list: ListName;
  /** The list as it is seen now. */
  seen: ListAsSeen<object>;
  /** The view that it was taken from. */
  chosen: number | null;
  /** Whether the list was opened as it is, without a filter or a view in the address. */
  untouched: boolean;
  take: (view: SavedView) => void;
  /** Names the view that the list was just kept as; undefined when it is gone. */
  keep: (view: number | undefined) => void;
}

const longestShown = 22;

/** The button stays on one line beside its neighbours; the menu has the whole name. */
const shortened = (name: string) => (name.length > longestShown ? `${name.slice(0, longestShown)}…` : name);

/** The views of a list, at its head: takes one, keeps the list as it is seen, renames, deletes, chooses what it opens with. */
export function ViewPicker({ list, seen, chosen, untouched, take, keep }: ViewPickerProps) {
  const query = useQuery(rpc.views.list.queryOptions({ input: { list } }));
  const views = query.data;
  const [dialog, setDialog] = useState<ViewDialog | null>(null);
  useDefaultView(query.isFetching ? undefined : views, untouched, take);
  const content: ViewContent = {
    columns: seen.columns,
    sort: seen.sorting,
    filter: JSON.parse(JSON.stringify(seen.filter)) as ViewContent['filter'],
  };
  const view = views?.find(({ id }) => id === chosen) ?? null;
  const changed = view !== null && !looksAs(content, view);
  const shown = view === null ? null : t(changed ? 'views.changed' : 'views.unchanged', { name: shortened(view.name) });
  const overwrite = useAction(
    ({ id, version }: SavedView) => client.views.overwrite({ id, version, content }),
    () => announce(t('views.saved')),
  );
  const setDefault = useAction((id: number | null) => client.views.setDefault({ list, id }));
  const own = (views ?? []).filter(({ shared }) => !shared);
  const shared = (views ?? []).filter((each) => each.shared);
  const item = (each: SavedView) => (
    <Menu.Item
      key={each.id}
      leftSection={each.id === chosen ? <IconCheck size={15} /> : <span style={{ width: 15 }} />}
      rightSection={each.isDefault ? <IconStarFilled size={12} aria-label={t('views.default')} /> : null}
      onClick={() => take(each)}
    >
      {each.name}
    </Menu.Item>
  );
  return (
    <>
      <Menu position="bottom-end" width={260} withinPortal>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={view?.shared === true ? <IconUsers size={16} /> : <IconBookmark size={16} />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('views.pick', { name: shown ?? t('views.noView') })}
          >
            {shown ?? t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views?.length === 0 ? <Menu.Label>{t('views.none')}</Menu.Label> : null}
          {own.length > 0 ? <Menu.Label>{t('views.own')}</Menu.Label> : null}
          {own.map(item)}
          {shared.length > 0 ? <Menu.Label>{t('views.ofAll')}</Menu.Label> : null}
          {shared.map(item)}
          <Menu.Divider />
          {view?.editable === true && changed ? (
            <Menu.Item onClick={() => overwrite.mutate(view)}>{t('views.overwrite', { name: view.name })}</Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setDialog('new')}>{t('views.saveAs')}</Menu.Item>
          {view === null ? null : (
            <>
              {view.editable ? <Menu.Item onClick={() => setDialog('rename')}>{t('views.rename')}</Menu.Item> : null}
              <Menu.Item onClick={() => setDefault.mutate(view.isDefault ? null : view.id)}>
                {t(view.isDefault ? 'views.noDefault' : 'views.makeDefault')}
              </Menu.Item>
              {view.editable ? (
                <Menu.Item color="red" onClick={() => setDialog('remove')}>
                  {t('views.remove')}
                </Menu.Item>
              ) : null}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === null ? null : (
        <ViewDialogs
          dialog={dialog}
          list={list}
          content={content}
          view={view}
          keep={keep}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
