import { isPixelFlood, pictureHeaderBytes } from '#shared/primitives/picture-size.ts';

/** Longest side in pixels. */
const longest = 320;

/** A small picture of an image, made here because the page is sandboxed; null for what the page can't show. */
export async function thumbnailOf(file: File): Promise<File | null> {
  if (!file.type.startsWith('image/')) return null;
  try {
    if (isPixelFlood(new Uint8Array(await file.slice(0, pictureHeaderBytes).arrayBuffer()))) return null;
    const whole = await createImageBitmap(file);
    const scale = Math.min(1, longest / Math.max(whole.width, whole.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(whole.width * scale)),
      Math.max(1, Math.round(whole.height * scale)),
    );
    canvas.getContext('2d')?.drawImage(whole, 0, 0, canvas.width, canvas.height);
    whole.close();
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
    return new File([blob], 'thumbnail.jpg', { type: 'image/jpeg' });
  } catch {
    return null;
  }
}
