import { useComputedColorScheme } from '@mantine/core';
import { canvas, circle, circleMarker, layerGroup, map as makeMap, polygon, polyline } from 'leaflet';
import type { LayerGroup, Map as LeafletMap } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';
import type { Geofence, Position, Tracker } from '#shared/features/tracking/position-contract.ts';
import { t } from '#renderer/ui/text/t.ts';
import classes from './map.module.css';
import { loadCountries } from './world.ts';

interface WorldMapProps {
  trackers: readonly Tracker[];
  geofences: readonly Geofence[];
  /** Of the tracker that is looked at, in the order of time. */
  trail: readonly Position[];
  selected: number | null;
  onSelect: (trackerId: number) => void;
  /** Set while a place is asked for: the next click on the map is the answer. */
  onPick: ((latitude: number, longitude: number) => void) | null;
}

/** Canvas knows no variables of a style sheet. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const start = { centre: [30, 10], zoom: 2 } as const;
const closest = 13;

function useLeaflet() {
  const element = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<LeafletMap | null>(null);
  useEffect(() => {
    if (element.current === null) return undefined;
    const made = makeMap(element.current, {
      preferCanvas: true,
      renderer: canvas({ padding: 0.3 }),
      attributionControl: false,
      zoomControl: false,
      minZoom: 1,
      maxZoom: 18,
      worldCopyJump: true,
      center: [...start.centre],
      zoom: start.zoom,
    });
    const observer = new ResizeObserver(() => made.invalidateSize());
    observer.observe(element.current);
    setMap(made);
    return () => {
      observer.disconnect();
      made.remove();
    };
  }, []);
  return { element, map };
}

/** A layer that is drawn anew whenever what it shows has changed. */
function useLayer(map: LeafletMap | null, draw: (layer: LayerGroup) => void, changed: readonly unknown[]): void {
  useEffect(() => {
    if (map === null) return undefined;
    const layer = layerGroup().addTo(map);
    draw(layer);
    return () => {
      layer.remove();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- drawn anew for what is shown, not for each new function
  }, [map, ...changed]);
}

/** Countries, fences, trackers and the trail of one of them; all of it from this computer. */
export function WorldMap({ trackers, geofences, trail, selected, onSelect, onPick }: WorldMapProps) {
  const { element, map } = useLeaflet();
  const scheme = useComputedColorScheme('light');
  useLayer(
    map,
    (layer) => {
      const style = { color: colour('--qm-line-strong'), weight: 0.7, fillColor: colour('--qm-panel'), fillOpacity: 1 };
      void loadCountries().then((countries) => {
        for (const country of countries) polygon(country, { ...style, interactive: false }).addTo(layer);
        // Drawn last though they were there first.
        map?.fire('countries');
      });
    },
    [scheme],
  );
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    map?.on('countries', () => setDrawn((before) => before + 1));
  }, [map]);
  useLayer(
    map,
    (layer) => {
      const own = { color: colour('--qm-info'), weight: 2, fillOpacity: 0.12 };
      for (const { latitude, longitude, radius, name } of geofences)
        circle([latitude, longitude], { radius, ...own })
          .bindTooltip(name)
          .addTo(layer);
      if (trail.length > 1) {
        const line = trail.map(({ latitude, longitude }): [number, number] => [latitude, longitude]);
        polyline(line, { color: colour('--qm-warn'), weight: 3 }).addTo(layer);
      }
      for (const { id, name, last } of trackers) {
        if (last === null) continue;
        const isSelected = id === selected;
        circleMarker([last.latitude, last.longitude], {
          radius: isSelected ? 9 : 7,
          color: colour('--qm-panel'),
          weight: 2,
          fillColor: colour(isSelected ? '--qm-warn' : '--qm-good'),
          fillOpacity: 1,
        })
          .bindTooltip(name, { permanent: trackers.length <= 12, direction: 'right', offset: [8, 0] })
          .on('click', () => onSelect(id))
          .addTo(layer);
      }
    },
    [scheme, drawn, geofences, trackers, trail, selected],
  );
  const line = JSON.stringify([selected, trail.length === 0 ? null : [trail[0], trail.at(-1), trail.length]]);
  useEffect(() => {
    if (map === null || trail.length === 0) return;
    map.fitBounds(
      trail.map(({ latitude, longitude }): [number, number] => [latitude, longitude]),
      { maxZoom: closest, padding: [60, 60], animate: false },
    );
    // oxlint-disable-next-line react/exhaustive-deps -- the trail by its ends: a new array of the same is no reason to move
  }, [map, line]);
  useEffect(() => {
    if (map === null || onPick === null) return undefined;
    const pick = ({ latlng }: { latlng: { lat: number; lng: number } }) => onPick(latlng.lat, latlng.lng);
    map.on('click', pick);
    return () => {
      map.off('click', pick);
    };
  }, [map, onPick]);
  return (
    <div className={classes['frame']} data-picking={onPick !== null}>
      <div ref={element} className={classes['map']} role="application" aria-label={t('map.title')} />
      <div className={classes['zoom']}>
        <button type="button" aria-label={t('map.zoomIn')} onClick={() => map?.zoomIn()}>
          +
        </button>
        <button type="button" aria-label={t('map.zoomOut')} onClick={() => map?.zoomOut()}>
          −
        </button>
      </div>
    </div>
  );
}
