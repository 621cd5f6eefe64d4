import { Text, useComputedColorScheme } from '@mantine/core';
import { Controls, Handle, MarkerType, Position, ReactFlow } from '@xyflow/react';
import type { Edge, Node, NodeProps } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import type { Asset } from '#shared/features/assets/model.ts';
import type { Relation } from '#shared/features/assets/relation-contract.ts';
import { isSymmetric } from '#shared/features/assets/relation.ts';
import { endsService } from '#shared/features/assets/status.ts';
import { hrefTo } from '#renderer/ui/href.ts';
import { t, word } from '#renderer/ui/text/t.ts';
import { layOut, nodeHeight, nodeWidth } from './graph-layout.ts';
import { phraseOf } from './phrases.ts';
import classes from './relations.module.css';

type AssetNode = Node<
  { tag: string; name: string; href: string | null; told: string; alarm: boolean; handles: readonly Position[] },
  'asset'
>;

const size = { width: nodeWidth, height: nodeHeight };

function Box({ data: { tag, name, href, told, alarm, handles } }: NodeProps<AssetNode>) {
  const words = (
    <>
      <strong>{tag}</strong>
      <span>{name}</span>
    </>
  );
  return (
    <>
      {handles.map((side) => (
        <Handle
          key={side}
          type={side === Position.Left ? 'target' : 'source'}
          position={side}
          isConnectable={false}
          className={classes['handle'] ?? ''}
        />
      ))}
      {href === null ? (
        <div className={classes['box']} data-centre>
          {words}
        </div>
      ) : (
        <a className={`${classes['box'] ?? ''} nopan`} href={href} aria-label={told} data-alarm={alarm || undefined}>
          {words}
        </a>
      )}
    </>
  );
}

const nodeTypes = { asset: Box };

function nodesOf(asset: Asset, { centre, placed }: ReturnType<typeof layOut>): AssetNode[] {
  const middle: AssetNode = {
    id: 'centre',
    type: 'asset',
    position: centre,
    ...size,
    data: {
      tag: asset.tag,
      name: asset.name,
      href: null,
      told: '',
      alarm: false,
      handles: [Position.Left, Position.Right],
    },
  };
  const others = placed.map(({ relation: { id, type, end, other }, x, y, incoming }): AssetNode => {
    const status = word('status', other.status);
    return {
      id: String(id),
      type: 'asset',
      position: { x, y },
      ...size,
      data: {
        tag: `${other.tag} · ${status}`,
        name: other.name,
        href: hrefTo(`/assets/${other.id}`),
        told: `${phraseOf(type, end)} ${other.tag} ${other.name}, ${status}`,
        alarm: endsService(other.status),
        handles: [incoming ? Position.Right : Position.Left],
      },
    };
  });
  return [middle, ...others];
}

function edgesOf({ placed }: ReturnType<typeof layOut>): Edge[] {
  return placed.map(({ relation: { id, type }, incoming }) => ({
    id: String(id),
    source: incoming ? String(id) : 'centre',
    target: incoming ? 'centre' : String(id),
    label: word('relation', type),
    ...(isSymmetric(type) ? {} : { markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 } }),
  }));
}

/** The asset between what points at it and what it points at; every box leads to its page. */
export function RelationGraph({ asset, relations }: { asset: Asset; relations: readonly Relation[] }) {
  const scheme = useComputedColorScheme('light');
  const layout = layOut(relations);
  return (
    <>
      <div
        className={classes['graph']}
        role="group"
        aria-label={t('relations.graph')}
        style={{ height: Math.min(460, layout.rows * 58 + 56) }}
      >
        <ReactFlow
          // Placed anew when there is another relation, and seen as a whole again.
          key={relations.map(({ id }) => id).join(' ')}
          nodes={nodesOf(asset, layout)}
          edges={edgesOf(layout)}
          nodeTypes={nodeTypes}
          colorMode={scheme}
          fitView
          fitViewOptions={{ padding: { left: '44px', right: '4px', top: '8px', bottom: '8px' }, maxZoom: 1 }}
          minZoom={0.2}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          deleteKeyCode={null}
          proOptions={{ hideAttribution: true }}
          ariaLabelConfig={{
            'controls.ariaLabel': t('relations.view'),
            'controls.zoomIn.ariaLabel': t('relations.zoomIn'),
            'controls.zoomOut.ariaLabel': t('relations.zoomOut'),
            'controls.fitView.ariaLabel': t('relations.fitView'),
          }}
        >
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      {layout.left === 0 ? null : (
        <Text size="xs" c="dimmed">
          {t('relations.moreInList', { count: layout.left })}
        </Text>
      )}
    </>
  );
}
