import { useCallback, useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';

interface ScannedAssetsProps {
  add: (id: number) => void;
  /** Refuses what does not belong here, in a sentence. */
  label?: string;
}

/** Takes tags and serials one after the other, from the scanner or typed; the field is empty again after each. */
export function ScannedAssets({ add, label = t('retirement.scanAssets') }: ScannedAssetsProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const take = useCallback(
    async (code: string) => {
      const wanted = code.trim();
      if (wanted === '') return;
      setText('');
      try {
        const found = await client.assets.lookup({ code: wanted });
        if (found === null) setProblem(t('retirement.unknownCode', { code: wanted }));
        else {
          setProblem(null);
          add(found.id);
        }
      } catch (error) {
        setProblem(sentenceOfError(error));
      }
    },
    [add],
  );
  return (
    <ScanField
      label={label}
      description={t('retirement.scanHint')}
      data-autofocus
      value={text}
      error={problem}
      onChange={(event) => setText(event.currentTarget.value)}
      onScan={(code) => void take(code)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        void take(text);
      }}
    />
  );
}
