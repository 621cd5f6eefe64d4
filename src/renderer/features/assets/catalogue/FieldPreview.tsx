import { List } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Offenders } from '#shared/features/assets/field-contract.ts';
import type { FieldDetails } from '#shared/features/assets/fields.ts';
import { rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './catalogue.module.css';

interface FieldPreviewProps {
  id: number;
  details: FieldDetails;
  /** As the field is now. */
  before: FieldDetails;
}

/** What a change of a field meets among the values that are stored, with the first assets by name. */
export function FieldPreview({ id, details, before }: FieldPreviewProps) {
  const preview = useQuery(
    rpc.assets.previewField.queryOptions({
      input: { ...details, id },
      staleTime: 0,
      placeholderData: keepPreviousData,
    }),
  );
  if (preview.error !== null) return <FailureAlert sentence={sentenceOfError(preview.error)} />;
  if (preview.data === undefined) return null;
  const { values, unfit, empty, repeated, unlike } = preview.data;
  const met = [
    ...(details.type === before.type || values === 0
      ? []
      : [{ sentence: t('fields.converted', { count: values - unfit.count }), offenders: null }]),
    ...tell('fields.keptUnfit', unfit),
    ...tell('fields.repeated', repeated),
    ...tell('fields.unlike', unlike),
    ...tell('fields.empty', empty),
  ];
  if (met.length === 0) return null;
  return (
    <div
      className={classes['met']}
      role="status"
      style={{
        '--tone': `var(--qm-${repeated.count > 0 ? 'bad' : unfit.count + unlike.count + empty.count > 0 ? 'warn' : 'line'})`,
      }}
    >
      <strong>{t('fields.preview')}</strong>
      <List size="sm" spacing={4}>
        {met.map(({ sentence, offenders }) => (
          <List.Item key={sentence}>
            {sentence} {offenders === null ? null : <Examples offenders={offenders} />}
          </List.Item>
        ))}
      </List>
    </div>
  );
}

function tell(key: 'fields.keptUnfit' | 'fields.repeated' | 'fields.unlike' | 'fields.empty', offenders: Offenders) {
  return offenders.count === 0 ? [] : [{ sentence: t(key, { count: offenders.count }), offenders }];
}

function Examples({ offenders: { count, examples } }: { offenders: Offenders }) {
  return (
    <>
      {examples.map(({ assetId, tag, text }, index) => (
        <span key={assetId}>
          {index === 0 ? '' : ', '}
          <EntityLink href={hrefTo(`/assets/${assetId}`)}>{tag}</EntityLink>
          {text === null ? '' : ` “${text}”`}
        </span>
      ))}
      {count > examples.length ? ' …' : ''}
    </>
  );
}
