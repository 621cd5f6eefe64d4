import { Button, Group, Text } from '@mantine/core';
import { IconCertificate, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { certificateName } from '#shared/features/retirement/certificate.ts';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { announce, useAction } from '#renderer/rpc/use-action.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { useLanguage } from '#renderer/ui/text/language.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import classes from './retirement.module.css';

/** Certificates of an asset or of a lot, to be written as PDF one by one or together. */
export function Certificates({ of, issue }: { of: { assetId: number } | { lotId: number }; issue?: boolean }) {
  const may = useMay();
  const language = useLanguage();
  const { data = [] } = useQuery(rpc.retirement.listCertificates.queryOptions({ input: of }));
  const save = useAction(
    (ids: number[]) => client.retirement.saveCertificates({ ids, language }),
    ({ path }) => {
      if (path !== null) announce(t('certificates.saved', { path }));
    },
  );
  const certify = useAction(() =>
    client.retirement.issueCertificate({ assetId: 'assetId' in of ? of.assetId : 0, kind: 'sanitisation' }),
  );
  const mayIssue = issue === true && may('media.verify') && 'assetId' in of;
  if (data.length === 0 && !mayIssue) return null;
  return (
    <div style={{ marginBottom: 12 }}>
      <Panel
        title={t('certificates.title')}
        actions={
          <Group gap="xs">
            {mayIssue ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconCertificate size={15} />}
                loading={certify.isPending}
                onClick={() => certify.mutate(undefined)}
              >
                {t('certificates.issue')}
              </Button>
            ) : null}
            {data.length > 1 ? (
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconPrinter size={15} />}
                loading={save.isPending}
                onClick={() => save.mutate(data.map(({ id }) => id))}
              >
                {t('certificates.saveAll', { count: data.length })}
              </Button>
            ) : null}
          </Group>
        }
      >
        {data.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('certificates.none')}
          </Text>
        ) : (
          <ul className={classes['certificates']} aria-label={t('certificates.title')} tabIndex={0}>
            {data.map((certificate) => (
              <li key={certificate.id}>
                <Text size="sm" span fw={600}>
                  {certificateName(certificate)}
                </Text>
                <Text size="sm" span flex={1}>
                  {word('certificateKind', certificate.kind)} · {certificate.of} · {certificate.issuedBy},{' '}
                  {formatInstant(certificate.issuedAt)}
                </Text>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('certificates.saveOne', { name: certificateName(certificate) })}
                  onClick={() => save.mutate([certificate.id])}
                >
                  PDF
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}
