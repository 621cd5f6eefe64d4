import { Button, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel } from '#renderer/ui/Panel.tsx';
import { t, word } from '#renderer/ui/text/t.ts';
import { press, strokesOf, wedgeFaults } from './simulate-wedge.ts';

/** Keyboard scanners need no setting up; here one is tried without having one. */
export function WedgeTrial() {
  const [code, setCode] = useState('IT-000001');
  const [faults, setFaults] = useState<string[]>([]);
  const [typing, setTyping] = useState(false);
  const scan = async () => {
    setTyping(true);
    await press(strokesOf(code, new Set(wedgeFaults.filter((fault) => faults.includes(fault)))));
    setTyping(false);
  };
  return (
    <Panel title={t('wedge.title')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('wedge.hint')}
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void scan();
          }}
        >
          <Group align="end" gap="xs">
            <TextInput
              label={t('devices.code')}
              w={280}
              maxLength={80}
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button
              type="submit"
              variant="default"
              leftSection={<IconKeyboard size={16} />}
              disabled={code.trim() === ''}
              loading={typing}
            >
              {t('devices.simulate')}
            </Button>
          </Group>
        </form>
        <Checkbox.Group label={t('devices.faults')} value={faults} onChange={setFaults}>
          <SimpleGrid cols={2} spacing="xs" mt={6} maw={640}>
            {wedgeFaults.map((fault) => (
              <Checkbox key={fault} size="sm" value={fault} label={word('wedgeFault', fault)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
      </Stack>
    </Panel>
  );
}
