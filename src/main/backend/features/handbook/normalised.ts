/** Small letters without accents, of the same length as the text, so that a place in the one is a place in the other. */
export function normalised(text: string): string {
  return Array.from(text.split(''), (letter) => {
    const plain = letter.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
    return plain.length === 1 ? plain : letter.toLowerCase().slice(0, 1) || letter;
  }).join('');
}
