import type { DeskSessionName, DeskSound } from '#shared/features/desk/contract.ts';
import { remembered } from '#renderer/ui/remembered.ts';

/** One tone: frequency in hertz, begin and length in seconds. */
type Tone = readonly [frequency: number, begin: number, length: number, shape?: OscillatorType];

/** Each outcome is told by the ear alone: up is good, down is not, the alarm sounds like nothing else. */
const tones: Readonly<Record<DeskSound | 'failure', readonly Tone[]>> = {
  done: [
    [880, 0, 0.08],
    [1319, 0.08, 0.12],
  ],
  subject: [[659, 0, 0.14]],
  again: [
    [880, 0, 0.06],
    [880, 0.1, 0.06],
  ],
  elsewhere: [
    [784, 0, 0.1],
    [587, 0.11, 0.16],
  ],
  unknown: [
    [330, 0, 0.14, 'triangle'],
    [247, 0.15, 0.24, 'triangle'],
  ],
  alarm: [
    [988, 0, 0.18, 'square'],
    [659, 0.2, 0.18, 'square'],
    [988, 0.4, 0.18, 'square'],
    [659, 0.6, 0.18, 'square'],
  ],
  failure: [[196, 0, 0.3, 'sawtooth']],
};

/** Two people at one desk hear whose scan was answered: the second scanner sounds lower and from the other side. */
const voices: Readonly<Record<DeskSessionName, { pitch: number; side: number }>> = {
  A: { pitch: 1, side: -0.4 },
  B: { pitch: 2 / 3, side: 0.4 },
};

const loudness = 0.12;
let audio: AudioContext | null = null;

/** Making the first one starts a process of its own, which took a tenth of a second of the first answer. */
function takeAudio(): AudioContext {
  audio ??= new AudioContext();
  return audio;
}

/** Makes ready what the first sound needs, once the page has nothing else to do. */
export function prepareSounds(): () => void {
  const handle = window.requestIdleCallback(takeAudio, { timeout: 3000 });
  return () => window.cancelIdleCallback(handle);
}

function play(name: DeskSound | 'failure', session: DeskSessionName): void {
  if (remembered('muted') === 'yes') return;
  const audio = takeAudio();
  const { pitch, side } = voices[session];
  const panner = new StereoPannerNode(audio, { pan: side });
  panner.connect(audio.destination);
  const start = audio.currentTime + 0.01;
  for (const [frequency, begin, length, shape = 'sine'] of tones[name]) {
    const oscillator = audio.createOscillator();
    const gain = audio.createGain();
    oscillator.type = shape;
    oscillator.frequency.value = frequency * pitch;
    const volume = shape === 'square' || shape === 'sawtooth' ? loudness / 2 : loudness;
    gain.gain.setValueAtTime(0, start + begin);
    gain.gain.linearRampToValueAtTime(volume, start + begin + 0.008);
    gain.gain.setValueAtTime(volume, start + begin + length - 0.02);
    gain.gain.linearRampToValueAtTime(0, start + begin + length);
    oscillator.connect(gain).connect(panner);
    oscillator.start(start + begin);
    oscillator.stop(start + begin + length);
  }
}

export function playSound(sound: DeskSound, session: DeskSessionName = 'A'): void {
  play(sound, session);
}

export function playFailure(): void {
  play('failure', 'A');
}
