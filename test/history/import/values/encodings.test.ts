import { describe, expect, it } from 'vitest';
import { importFile } from '../../../../history/index.ts';
import { messageOf } from '../fixture.ts';

const utf16 = (text: string, isLittle: boolean) => {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
  return bytes;
};

/** Bytes given as Latin-1, `\xe4`. */
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('a table that is not UTF-8', () => {
  const german = 'Lauf;Präzision;Größe\nA;0,91;groß\nB;0,92;klein\n';
  it.each<[string, Uint8Array, string, string[]]>([
    ['UTF-16 with a mark', utf16(`\ufeff${german}`, true), 'UTF-16', ['Präzision', 'Größe']],
    ['UTF-16, big endian', utf16(`\ufeff${german}`, false), 'UTF-16', ['Präzision', 'Größe']],
    ['UTF-16 without a mark', utf16(german, true), 'UTF-16', ['Präzision', 'Größe']],
    ['Windows-1252', latin(german), 'Windows-1252', ['Präzision', 'Größe']],
    [
      'Windows-1252 with a curly quote',
      latin('run,perte d\x92entra\xeenement,pr\xe9cision\nA,0.5,0.9\nB,0.4,0.8\n'),
      'Windows-1252',
      ['perte d’entraînement', 'précision'],
    ],
    // 损失 is CB F0 CA A7, 准确率 is D7 BC C8 B7 C2 CA in GB 2312.
    [
      'GB18030',
      latin('run,\xcb\xf0\xca\xa7,\xd7\xbc\xc8\xb7\xc2\xca\nA,0.5,0.9\nB,0.4,0.8\n'),
      'GB18030',
      ['损失', '准确率'],
    ],
    // 損失 is 91 B9 8E B8, 正解率 is 90 B3 89 F0 97 A6 in JIS X 0208.
    [
      'Shift JIS',
      latin('run,\x91\xb9\x8e\xb8,\x90\xb3\x89\xf0\x97\xa6\nA,0.5,0.9\nB,0.4,0.8\n'),
      'Shift JIS',
      ['損失', '正解率'],
    ],
    // потери is EF EE F2 E5 F0 E8, точность is F2 EE F7 ED EE F1 F2 FC.
    [
      'Windows-1251',
      latin('run,\xef\xee\xf2\xe5\xf0\xe8,\xf2\xee\xf7\xed\xee\xf1\xf2\xfc\nA,0.5,0.9\nB,0.4,0.8\n'),
      'Windows-1251',
      ['потери', 'точность'],
    ],
  ])('%s is read, with a note', (_, bytes, encoding, names) => {
    const { history, notes } = importFile(bytes, 'table.csv');
    expect(history.runs).toHaveLength(2);
    for (const run of history.runs) {
      const own = [...Object.keys(run.parameters), ...Object.keys(run.metrics)];
      expect(own).toEqual(expect.arrayContaining(names));
    }
    expect(notes.join('\n')).toContain(`read as ${encoding}`);
  });

  it('is read as Windows-1252 if its only such character is the last one', () => {
    const { notes } = importFile(latin('run,acc\nA,0.5\nB,0.4\ncaf\xe9'), 'table.csv');
    expect(notes.join('\n')).toContain('read as Windows-1252');
  });

  it('is refused if it has control characters', () => {
    expect(messageOf(() => importFile(latin('a,b\n1,\xe4\x01\n'), 'x.csv'))).toContain('not text in UTF-8');
  });
});

it.each([1, 2, 3])('UTF-8 that ends %i bytes into a character is read as UTF-8', (length) => {
  const whole = new TextEncoder().encode('run,Größe\nA,1\nB,2\nC🧵');
  const { history, notes } = importFile(whole.subarray(0, whole.length - 4 + length), 'table.csv');
  expect(history.runs[0]!.parameters).toHaveProperty('Größe', 1);
  expect(notes.join('\n')).not.toContain('is read as');
});
