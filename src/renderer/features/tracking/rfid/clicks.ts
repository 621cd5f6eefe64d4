import { remembered } from '#renderer/ui/remembered.ts';

let audio: AudioContext | null = null;

/** One short click, higher when nearer; silent where the sounds of this desk are off. */
export function click(nearness: number): void {
  if (remembered('muted') === 'yes') return;
  audio ??= new AudioContext();
  const start = audio.currentTime;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = 500 + 900 * nearness;
  gain.gain.setValueAtTime(0.1, start);
  gain.gain.exponentialRampToValueAtTime(0.001, start + 0.05);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.06);
}
