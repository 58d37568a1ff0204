// Derives the tables of Unicode normalisation form KC from the JavaScript engine itself, because .NET does not
// normalise at all under InvariantGlobalization. Hangul syllables are left out: they are arithmetic.

const hex = (text) => [...text].map((symbol) => symbol.codePointAt(0).toString(16)).join(" ");

function* symbols() {
  for (let code = 0x80; code <= 0x10ffff; code++) {
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    const hangul = code >= 0xac00 && code <= 0xd7a3;
    if (!surrogate && !hangul) yield String.fromCodePoint(code);
  }
}

/** Marks whose order matters, by ascending combining class: only the order of the classes is observable. */
function marksByClass() {
  const highest = "\u0345"; // combining class 240, the largest there is
  const swaps = (first, second) => (first + second).normalize("NFD") === second + first;
  const marks = [...symbols()].filter((symbol) => symbol === highest || swaps(highest, symbol));
  marks.sort((a, b) => (swaps(a, b) ? 1 : swaps(b, a) ? -1 : 0));
  let rank = 1;
  return marks.map((mark, i) => [mark, i > 0 && swaps(mark, marks[i - 1]) ? ++rank : rank]);
}

/** The pairs which compose canonically: [first, second, composite]. */
function compositions() {
  const pairs = [];
  for (const composite of symbols()) {
    const parts = [...composite.normalize("NFD")];
    if (parts.length < 2 || composite.normalize("NFC") !== composite) continue;
    const second = parts.pop();
    const first = parts.join("").normalize("NFC");
    if ([...first].length !== 1) throw new Error(`no primary pair for ${hex(composite)}`);
    pairs.push([first, second, composite]);
  }
  return pairs;
}

/** Lines "d code parts", "m code rank" and "c first second composite", in hexadecimal but for the rank. */
export function normalizationTable() {
  const decompositions = [...symbols()]
    .map((symbol) => [symbol, symbol.normalize("NFKD")])
    .filter(([symbol, parts]) => symbol !== parts);
  return [
    ...decompositions.map(([symbol, parts]) => `d\t${hex(symbol)}\t${hex(parts)}\n`),
    ...marksByClass().map(([mark, rank]) => `m\t${hex(mark)}\t${rank}\n`),
    ...compositions().map(([first, second, whole]) => `c\t${hex(first)}\t${hex(second)}\t${hex(whole)}\n`),
  ].join("");
}
