import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AssetSelect } from '#renderer/features/assets/AssetSelect.tsx';
import { client, rpc } from '#renderer/rpc/client.ts';
import { sentenceOfError } from '#renderer/rpc/failure.ts';
import { announceFailure } from '#renderer/rpc/use-action.ts';
import { FormModal } from '#renderer/ui/FormModal.tsx';
import { ScanField } from '#renderer/ui/ScanField.tsx';
import { t } from '#renderer/ui/text/t.ts';
import { findScanned, tellUnknown } from './find-scanned.ts';
import classes from './configuration.module.css';

export interface ChosenAsset {
  id: number;
  tag: string;
  name: string;
}

interface StartRunProps {
  /** Chosen already, where it is begun at an asset that lacks it. */
  profileId: number | null;
  assets: readonly ChosenAsset[];
  started: (id: number) => void;
  onClose: () => void;
}

/** Chooses a profile and the assets that are made ready side by side: scanned, typed or found. */
export function StartRun({ profileId, assets, started, onClose }: StartRunProps) {
  const profiles = useQuery(rpc.configuration.listProfiles.queryOptions()).data ?? [];
  const [chosen, setChosen] = useState(profileId === null ? null : String(profileId));
  const [name, setName] = useState('');
  const [members, setMembers] = useState<readonly ChosenAsset[]>(assets);
  const [code, setCode] = useState('');
  const add = (asset: ChosenAsset) =>
    setMembers((known) => (known.some(({ id }) => id === asset.id) ? known : [...known, asset]));
  const take = async (scanned: string) => {
    setCode('');
    try {
      const found = await findScanned(scanned);
      if (found === null) tellUnknown(scanned);
      else add(found);
    } catch (error) {
      announceFailure(error);
    }
  };
  const addById = async (id: string | null) => {
    if (id === null) return;
    const { tag, name: title } = await client.assets.get({ id: Number(id) });
    add({ id: Number(id), tag, name: title });
  };
  const starting = useMutation({
    mutationFn: () =>
      client.configuration.startRun({
        profileId: Number(chosen),
        name: name.trim(),
        assetIds: members.map(({ id }) => id),
      }),
    onSuccess: ({ id }) => {
      onClose();
      started(id);
    },
  });
  return (
    <FormModal
      title={t('configuration.startRun')}
      submitLabel={t('configuration.start')}
      submitDisabled={chosen === null || members.length === 0}
      busy={starting.isPending}
      failure={starting.error === null ? null : sentenceOfError(starting.error)}
      size="lg"
      onSubmit={() => {
        // Enter after a typed code means the code.
        if (code.trim() === '') starting.mutate();
        else void take(code.trim());
      }}
      onClose={onClose}
    >
      <Select
        label={t('configuration.profile')}
        withAsterisk
        data={profiles
          .filter(({ published }) => published !== null)
          .map(({ id, name: label }) => ({ value: String(id), label }))}
        nothingFoundMessage={t('form.nothingFound')}
        value={chosen}
        onChange={setChosen}
      />
      <TextInput
        label={t('configuration.runName')}
        description={t('configuration.runNameHint')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ScanField
        label={t('configuration.scanAssets')}
        description={t('configuration.scanAssetsHint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        onScan={(scanned) => void take(scanned)}
      />
      <AssetSelect label={t('configuration.findAsset')} except={0} value={null} onChange={(id) => void addById(id)} />
      <ul className={classes['chosen']} aria-label={t('configuration.chosenAssets')}>
        {members.map(({ id, tag, name: title }) => (
          <li key={id}>
            <span>
              {tag} · {title}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('configuration.takeOut', { tag })}
              onClick={() => setMembers((known) => known.filter((each) => each.id !== id))}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </FormModal>
  );
}
