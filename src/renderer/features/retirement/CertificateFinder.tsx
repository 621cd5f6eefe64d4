import { Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import { certificateName } from '#shared/features/retirement/certificate.ts';
import type { Certificate } from '#shared/features/retirement/certificate.ts';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { EntityLink } from '#renderer/ui/EntityLink.tsx';
import { hrefTo } from '#renderer/ui/href.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { formatInstant } from '#renderer/ui/text/format.ts';
import { t, word } from '#renderer/ui/text/t.ts';

/** From the paper back to the record: the QR code of a certificate, or its number as it stands there. */
export function CertificateFinder() {
  const [text, setText] = useState('');
  const [found, setFound] = useState<Certificate | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const find = useCallback(async (code: string) => {
    if (code.trim() === '') return;
    setText('');
    try {
      const certificate = await client.retirement.findCertificate({ code: code.trim() });
      setFound(certificate);
      setProblem(certificate === null ? t('certificates.unknown', { code: code.trim() }) : null);
    } catch (error) {
      setProblem(sentenceOfError(error));
    }
  }, []);
  return (
    <Panel title={t('certificates.find')}>
      <ScanField
        label={t('certificates.scan')}
        maw={420}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onScan={(code) => void find(code)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void find(text);
        }}
      />
      {found === null ? null : (
        <Text size="sm" mt="sm" role="status">
          <EntityLink href={hrefOf(found)}>{certificateName(found)}</EntityLink> · {word('certificateKind', found.kind)}{' '}
          · {found.of} · {found.issuedBy}, {formatInstant(found.issuedAt)} ·{' '}
          <span style={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>SHA-256 {found.sha256}</span>
        </Text>
      )}
    </Panel>
  );
}

/** The record that a certificate is about. */
function hrefOf({ assetId, lotId }: Certificate): string {
  return assetId === null ? hrefTo(`/retire/lots/${lotId ?? 0}`) : hrefTo(`/assets/${assetId}`);
}
