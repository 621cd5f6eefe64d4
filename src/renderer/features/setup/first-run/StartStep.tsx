import { Anchor, Button, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { FailureAlert } from '#renderer/ui/FailureAlert.tsx';
import { t } from '#renderer/ui/text/t.ts';

export function StartStep({ back, done }: { back: () => void; done: () => void }) {
  const [content, setContent] = useState<string>('empty');
  const finish = useMutation({
    mutationFn: () => client.setup.finish({ sampleData: content === 'sample' }),
    onSuccess: done,
  });
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('firstRun.startHint')}</Text>
      <Radio.Group value={content} onChange={setContent} aria-label={t('firstRun.start')}>
        <Stack gap="sm">
          <Radio value="empty" label={t('firstRun.empty')} description={t('firstRun.emptyHint')} />
          <Radio value="sample" label={t('firstRun.sample')} description={t('firstRun.sampleHint')} />
        </Stack>
      </Radio.Group>
      {finish.error === null ? null : <FailureAlert sentence={sentenceOfError(finish.error)} />}
      <Button loading={finish.isPending} onClick={() => finish.mutate()}>
        {t('firstRun.openDesk')}
      </Button>
      <Anchor component="button" type="button" size="sm" onClick={back}>
        {t('action.back')}
      </Anchor>
    </Stack>
  );
}
