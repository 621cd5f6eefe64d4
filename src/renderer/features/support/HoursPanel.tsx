import { Button, Checkbox, Group, Loader, Stack, Table, Text, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SupportSettings } from '#shared/features/support/model.ts';
import { priorities } from '#shared/features/support/priority.ts';
import { isDay } from '#shared/primitives/days.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { dateFormat } from '#renderer/ui/text/formatters.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { WholeNumberField } from '#renderer/ui/WholeNumberField.tsx';
import classes from './support.module.css';

/** When somebody is there, and how fast which ticket is answered and solved. */
export function HoursPanel() {
  const settings = useQuery({ ...rpc.support.getSettings.queryOptions(), staleTime: Infinity }).data;
  return settings === undefined ? <Loader size="sm" /> : <Fields settings={settings} />;
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Minutes after midnight of a time that was typed; null for no time. */
function minutesOf(text: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  const minutes = parts === null ? Number.NaN : Number(parts[1]) * 60 + Number(parts[2]);
  return minutes >= 0 && minutes <= 1440 ? minutes : null;
}

/** 2024 began on a Monday. */
const weekdayName = (index: number) =>
  dateFormat({ weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 1 + index)));

function Fields({ settings }: { settings: SupportSettings }) {
  const mayManage = useMay()('ticket.manage');
  const [zone, setZone] = useState<string | null>(settings.hours.zone);
  const [week, setWeek] = useState(() =>
    settings.hours.week.map((span) => ({
      open: span !== null,
      from: clock(span?.from ?? 480),
      to: clock(span?.to ?? 1020),
    })),
  );
  const [holidays, setHolidays] = useState(settings.hours.holidays.join('\n'));
  const [targets, setTargets] = useState(settings.targets);
  const days = holidays.split(/[\s,;]+/).filter((text) => text !== '');
  const wrongDay = days.find((text) => !isDay(text));
  const spans = week.map(({ open, from, to }) => (open ? { from: minutesOf(from), to: minutesOf(to) } : null));
  const wrongTime = spans.some(
    (span) => span !== null && (span.from === null || span.to === null || span.to <= span.from),
  );
  const save = useAction(
    () =>
      client.support.saveSettings({
        targets,
        hours: {
          zone: zone ?? settings.hours.zone,
          week: spans.map((span) => (span === null ? null : { from: span.from ?? 0, to: span.to ?? 0 })),
          holidays: days,
        },
      }),
    () => announce(t('support.hoursSaved')),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(undefined);
      }}
    >
      <Stack gap="md" maw={760}>
        <Panel title={t('support.hours')}>
          <Stack gap="sm">
            <SearchableSelect
              label={t('support.zone')}
              w={300}
              disabled={!mayManage}
              // The zone that holds may be one that the list leaves out, such as UTC.
              data={[...new Set([settings.hours.zone, ...Intl.supportedValuesOf('timeZone')])]}
              value={zone}
              onChange={setZone}
            />
            <div className={classes['week']}>
              {week.map(({ open, from, to }, index) => {
                const name = weekdayName(index);
                const change = (some: object) =>
                  setWeek(week.map((each, at) => (at === index ? { ...each, ...some } : each)));
                return [
                  <Checkbox
                    key={`${name} open`}
                    label={name}
                    disabled={!mayManage}
                    checked={open}
                    onChange={(event) => change({ open: event.currentTarget.checked })}
                  />,
                  <TextInput
                    key={`${name} from`}
                    aria-label={t('support.from', { day: name })}
                    disabled={!open || !mayManage}
                    value={from}
                    error={open && minutesOf(from) === null}
                    onChange={(event) => change({ from: event.currentTarget.value })}
                  />,
                  <TextInput
                    key={`${name} to`}
                    aria-label={t('support.to', { day: name })}
                    disabled={!open || !mayManage}
                    value={to}
                    error={open && minutesOf(to) === null}
                    onChange={(event) => change({ to: event.currentTarget.value })}
                  />,
                ];
              })}
            </div>
            <Textarea
              label={t('support.holidays')}
              description={t('support.holidaysHint')}
              autosize
              minRows={2}
              maxRows={8}
              w={300}
              disabled={!mayManage}
              value={holidays}
              error={wrongDay === undefined ? null : t('support.noDay', { text: wrongDay })}
              onChange={(event) => setHolidays(event.currentTarget.value)}
            />
          </Stack>
        </Panel>
        <Panel title={t('support.targets')} flush>
          <Table aria-label={t('support.targets')} verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('support.priority')}</Table.Th>
                <Table.Th>{t('support.respondWithin')}</Table.Th>
                <Table.Th>{t('support.resolveWithin')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {priorities.map((priority) => (
                <Table.Tr key={priority}>
                  <Table.Td>{word('ticketPriority', priority)}</Table.Td>
                  {(['respond', 'resolve'] as const).map((which) => (
                    <Table.Td key={which}>
                      <WholeNumberField
                        aria-label={t(which === 'respond' ? 'support.respondTarget' : 'support.resolveTarget', {
                          priority: word('ticketPriority', priority),
                        })}
                        w={130}
                        min={1}
                        disabled={!mayManage}
                        value={targets[priority][which]}
                        onChange={(value) =>
                          setTargets({
                            ...targets,
                            [priority]: { ...targets[priority], [which]: Math.max(1, Number(value) || 1) },
                          })
                        }
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
        {mayManage ? (
          <Group justify="space-between">
            <Text size="sm" c="dimmed">
              {t('support.hoursHint')}
            </Text>
            <Button type="submit" loading={save.isPending} disabled={wrongDay !== undefined || wrongTime}>
              {t('action.save')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}
