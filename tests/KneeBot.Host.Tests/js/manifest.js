// Reads the parts of Teams app packages, one JSON a line, { manifest, icons: { name: base64 } }, and says what is wrong with each: { faults }.
// The schemas are those in Microsoft's package, so that nothing is fetched.
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const zlib = require("zlib");
const Ajv = require("ajv-draft-04").default;
const addFormats = require("ajv-formats").default;

const folder = path.join(path.dirname(require.resolve("@microsoft/app-manifest")), "json-schemas", "teams");
const sizes = { color: 192, outline: 32 };

function manifestFaults(manifest) {
  const version = /\/teams\/(v[\w.]+)\/MicrosoftTeams\.schema\.json$/.exec(manifest.$schema)?.[1];
  if (!version) return ["no known $schema: " + manifest.$schema];
  const ajv = new Ajv({ formats: {}, allErrors: true, strict: false });
  addFormats(ajv, ["uri", "email", "regex"]);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(path.join(folder, version, "MicrosoftTeams.schema.json"), "utf8")));
  return validate(manifest) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

/** The picture's pixels as [red, green, blue, opacity]; throws for what is not a PNG with eight bits a part and no filters. */
function pixels(png, size) {
  if (png.subarray(0, 8).toString("latin1") !== "\x89PNG\r\n\x1a\n") throw new Error("not a PNG");
  const parts = {};
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (zlib.crc32(body) !== png.readUInt32BE(at + 8 + length)) throw new Error("a checksum is wrong");
    parts[body.toString("latin1", 0, 4)] = body.subarray(4);
    at += 12 + length;
  }
  if (parts.IHDR.readUInt32BE(0) !== size || parts.IHDR.readUInt32BE(4) !== size) throw new Error("not " + size + " pixels wide and high");
  const rows = zlib.inflateSync(parts.IDAT);
  if (rows.length !== size * (4 * size + 1)) throw new Error("too few or too many pixels");
  const all = [];
  for (let y = 0; y < size; y++) {
    if (rows[y * (4 * size + 1)] !== 0) throw new Error("a filter");
    for (let x = 0; x < size; x++) all.push([...rows.subarray(y * (4 * size + 1) + 1 + 4 * x).subarray(0, 4)]);
  }
  return all;
}

function iconFaults(kind, base64) {
  try {
    const all = pixels(Buffer.from(base64, "base64"), sizes[kind]);
    // Teams takes an outline that is white on nothing, and a colour icon without holes.
    if (kind === "outline" && !all.every(([r, g, b]) => r + g + b === 3 * 255)) return ["the outline is not white"];
    if (kind === "outline" && !(all.some((p) => p[3] === 0) && all.some((p) => p[3] === 255))) return ["the outline shows nothing"];
    if (kind === "color" && !all.every((p) => p[3] === 255)) return ["the colour icon has holes"];
    return [];
  } catch (fault) {
    return [`${kind}: ${fault.message}`];
  }
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { manifest, icons } = JSON.parse(line);
  const faults = [...manifestFaults(manifest), ...Object.keys(sizes).flatMap((kind) => iconFaults(kind, icons[manifest.icons?.[kind]] ?? ""))];
  console.log(JSON.stringify({ faults }));
});
