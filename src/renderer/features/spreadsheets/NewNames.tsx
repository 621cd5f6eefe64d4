import { Checkbox, List, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { families } from '#shared/features/assets/families.ts';
import { placeKinds } from '#shared/features/places/contract.ts';
import type { PlaceKind } from '#shared/features/places/contract.ts';
import type { PreviewReport } from '#shared/features/spreadsheets/contract.ts';
import { useCategoryChoices } from '#renderer/features/assets/use-register-choices.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { SearchableSelect } from '#renderer/ui/SearchableSelect.tsx';
import { formatNumber } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import type { Draft } from './import-state.ts';
import { answerOf, answerTo, askedNames, choiceOf, withAnswers } from './new-names.ts';
import type { AskedName } from './new-names.ts';

interface NewNamesProps {
  names: PreviewReport['willCreate'];
  draft: Draft;
  busy: boolean;
  change: (draft: Draft) => void;
  /** Something is decided differently, and the file checked again. */
  decide: (draft: Draft) => void;
}

/** Names that the register lacks, before any is added; without consent the rows that name them are refused. */
export function NewNames({ names, draft, busy, change, decide }: NewNamesProps) {
  const asked = askedNames(draft, names);
  const plain = Object.entries(names)
    .map(
      ([kind, list]) =>
        [kind, list.filter((name) => !asked.some((each) => each.kind === kind && each.name === name))] as const,
    )
    .filter(([, list]) => list.length > 0);
  if (plain.length + asked.length === 0 && draft.newNames === 'add') return null;
  return (
    <Panel title={t('import.willCreate')}>
      <Stack gap="sm">
        <Checkbox
          disabled={busy}
          label={t('import.newNames')}
          description={t('import.newNamesHint')}
          checked={draft.newNames === 'add'}
          onChange={({ currentTarget }) => decide({ ...draft, newNames: currentTarget.checked ? 'add' : 'refuse' })}
        />
        {plain.length === 0 ? null : (
          <List size="sm" spacing={4}>
            {plain.map(([kind, list]) => (
              <List.Item key={kind}>
                <strong>{word('willCreate', kind)}</strong> ({formatNumber(list.length)}):{' '}
                {list.slice(0, 12).join(', ')}
                {list.length > 12 ? ' …' : ''}
              </List.Item>
            ))}
          </List>
        )}
        <Questions kind="place" asked={asked} draft={draft} change={change} />
        <Questions kind="category" asked={asked} draft={draft} change={change} />
      </Stack>
    </Panel>
  );
}

interface QuestionsProps {
  kind: AskedName['kind'];
  asked: readonly AskedName[];
  draft: Draft;
  change: (draft: Draft) => void;
}

/** What each new place or category is: a new one of some sort, or one that is there under another name. */
function Questions({ kind, asked, draft, change }: QuestionsProps) {
  const own = asked.filter((each) => each.kind === kind);
  const title = t(kind === 'place' ? 'import.newPlaces' : 'import.newCategories');
  if (own.length === 0) return null;
  const open = own.filter((each) => answerTo(draft, each) === null).length;
  const rows = own.map((each) => (
    <Row key={each.name} asked={[each]} label={each.name} draft={draft} change={change} />
  ));
  return (
    <div>
      <Text fw={600} size="sm">
        {title}
      </Text>
      <Text size="sm" c="dimmed" mb={6} role="status">
        {open === 0 ? t('import.namesAnswered') : t('import.namesOpen', { count: open })}
      </Text>
      <ScrollArea.Autosize mah={300} viewportProps={{ tabIndex: 0, 'aria-label': title, role: 'region' }}>
        <Table aria-label={title} stickyHeader verticalSpacing={5} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="34%">{t('import.nameInFile')}</Table.Th>
              <Table.Th>{t('import.nameIs')}</Table.Th>
              {kind === 'place' ? <Table.Th>{t('import.nameInside')}</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {own.length > 1 ? <Row asked={own} label={null} draft={draft} change={change} /> : null}
            {rows}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </div>
  );
}

interface RowProps {
  /** Names that are answered together. */
  asked: readonly AskedName[];
  /** Null for the row that answers all of them. */
  label: string | null;
  draft: Draft;
  change: (draft: Draft) => void;
}

/** One name and its answer; the first row of many answers all of them at once. */
function Row({ asked, label, draft, change }: RowProps) {
  const [first] = asked;
  const answers = asked.map((each) => answerTo(draft, each));
  const choices = new Set(answers.map(choiceOf));
  const choice = choices.size === 1 ? ([...choices][0] ?? null) : null;
  const insides = new Set(answers.map((answer) => (answer?.kind === 'place' ? answer.inside : null)));
  const inside = insides.size === 1 ? ([...insides][0] ?? null) : null;
  const answer = (chosen: string | null, standsIn: number | null) => {
    if (chosen !== null)
      change(
        withAnswers(
          draft,
          asked.map((each) => answerOf(each, chosen, standsIn)),
        ),
      );
  };
  if (first === undefined) return null;
  const shown =
    label ?? t(first.kind === 'place' ? 'import.allPlaces' : 'import.allCategories', { count: asked.length });
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={label === null ? 600 : 400} style={{ overflowWrap: 'anywhere' }}>
        {shown}
      </Table.Th>
      <Table.Td>
        {first.kind === 'place' ? (
          <PlaceChoice
            label={t('import.whatIs', { name: shown })}
            value={choice}
            choose={(chosen) => answer(chosen, null)}
          />
        ) : (
          <CategoryChoice
            label={t('import.whatIs', { name: shown })}
            value={choice}
            choose={(chosen) => answer(chosen, null)}
          />
        )}
      </Table.Td>
      {first.kind === 'place' ? (
        <Table.Td>
          <Inside
            label={t('import.whereIs', { name: shown })}
            kind={placeKinds.find((each) => choice === `new:${each}`) ?? null}
            value={inside}
            choose={(standsIn) => answer(choice, standsIn)}
          />
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  choose: (value: string | null) => void;
}

const look = { size: 'xs', clearable: false, allowDeselect: false } as const;

function usePlaces() {
  return useQuery(rpc.places.list.queryOptions({ input: { includeArchived: false } })).data ?? [];
}

function PlaceChoice({ label, value, choose }: ChoiceProps) {
  const places = usePlaces();
  const data = [
    {
      group: t('import.newOne'),
      items: placeKinds.map((kind) => ({ value: `new:${kind}`, label: word('placeKind', kind) })),
    },
    ...(places.length === 0
      ? []
      : [
          {
            group: t('import.oneThatIsThere'),
            items: places.map(({ id, path }) => ({ value: String(id), label: path })),
          },
        ]),
  ];
  return (
    <SearchableSelect
      {...look}
      aria-label={label}
      placeholder={t('import.sayWhat')}
      data={data}
      value={value}
      onChange={choose}
    />
  );
}

function CategoryChoice({ label, value, choose }: ChoiceProps) {
  const data = [
    {
      group: t('import.newOneOf'),
      items: families.map((family) => ({ value: `new:${family}`, label: word('family', family) })),
    },
    ...useCategoryChoices(),
  ];
  return (
    <SearchableSelect
      {...look}
      aria-label={label}
      placeholder={t('import.sayWhat')}
      data={data}
      value={value}
      onChange={choose}
    />
  );
}

interface InsideProps {
  label: string;
  /** Null while it is not said to be a new place of some kind. */
  kind: PlaceKind | null;
  value: number | null;
  choose: (placeId: number | null) => void;
}

/** A new place stands in one that is wider, or in none. */
function Inside({ label, kind, value, choose }: InsideProps) {
  const places = usePlaces();
  if (kind === null) return null;
  const wider = places.filter((place) => placeKinds.indexOf(place.kind) < placeKinds.indexOf(kind));
  return (
    <SearchableSelect
      size="xs"
      aria-label={label}
      placeholder={t('import.standsAlone')}
      disabled={wider.length === 0}
      data={wider.map(({ id, path }) => ({ value: String(id), label: path }))}
      value={value === null ? null : String(value)}
      onChange={(chosen) => choose(chosen === null ? null : Number(chosen))}
    />
  );
}
