import { Button, Group, Stack, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useMay } from '#renderer/features/auth/session.ts';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { StatusBadge } from '#renderer/ui/StatusBadge.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { mediumLook } from './medium-look.ts';
import { ProcedureFields, usualProcedure } from './ProcedureFields.tsx';
import type { Procedure } from './ProcedureFields.tsx';
import { ReportForm } from './ReportForm.tsx';
import { WitnessList } from './WitnessList.tsx';
import classes from './retirement.module.css';

/** What was chosen last in this window: whoever wipes a shelf chooses once. */
let remembered: Procedure = usualProcedure;

interface Scanned {
  key: number;
  code: string;
  what: string;
  tone: 'proved' | 'to_witness' | 'failed';
}

/** Media that go through one procedure, scan after scan; reports of tools; and what a second person has to confirm. */
export function SanitisePanel() {
  const may = useMay();
  const [importing, setImporting] = useState(false);
  const waiting = useQuery(rpc.retirement.listToWitness.queryOptions({ input: undefined }));
  return (
    <Stack gap="md">
      {may('media.sanitise') ? (
        <Panel
          title={t('sanitise.byScan')}
          actions={
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconFileImport size={15} />}
              onClick={() => setImporting(true)}
            >
              {t('sanitise.importReport')}
            </Button>
          }
        >
          <ByScan />
        </Panel>
      ) : null}
      <WitnessList waiting={waiting.data ?? []} loading={waiting.isPending} />
      {importing ? <ReportForm onClose={() => setImporting(false)} /> : null}
    </Stack>
  );
}

function ByScan() {
  const [procedure, setProcedure] = useState<Procedure>(remembered);
  const [text, setText] = useState('');
  const [scanned, setScanned] = useState<Scanned[]>([]);
  const next = useRef(1);
  const change = (value: Procedure) => {
    remembered = value;
    setProcedure(value);
  };
  const take = useCallback(
    async (read: string) => {
      const code = read.trim();
      if (code === '') return;
      setText('');
      const key = next.current;
      next.current += 1;
      const note = (what: string, tone: Scanned['tone']) =>
        setScanned((before) => [{ key, code, what, tone }, ...before].slice(0, 50));
      try {
        const { tag, serial, mayLeave } = await client.retirement.recordByScan({ ...procedure, code });
        const passed = procedure.result === 'passed';
        const sentence = !passed ? 'sanitise.recordedFailed' : mayLeave ? 'sanitise.mayLeave' : 'sanitise.recorded';
        note(t(sentence, { tag, serial }), !passed ? 'failed' : mayLeave ? 'proved' : 'to_witness');
      } catch (error) {
        note(sentenceOfError(error), 'failed');
      }
    },
    [procedure],
  );
  return (
    <Stack gap="sm">
      <ProcedureFields value={procedure} onChange={change} />
      <ScanField
        label={t('sanitise.scan')}
        description={t('sanitise.scanHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onScan={(code) => void take(code)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void take(text);
        }}
      />
      {scanned.length === 0 ? null : (
        <ul className={classes['scanned']} aria-label={t('sanitise.scanned')} aria-live="polite" tabIndex={0}>
          {scanned.map(({ key, code, what, tone }) => (
            <li key={key}>
              <Group gap="sm" wrap="nowrap">
                <StatusBadge {...mediumLook[tone]} label={code} />
                <Text size="sm">{what}</Text>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
