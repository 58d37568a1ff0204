using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace KneeBot.Semantics;

/// <summary>Reads a resource from the assembly's file. Through the runtime's own view of the file its pages would stay in memory beside what was made of them.</summary>
internal static class ResourceFile
{
    /// <summary>The resource's bytes; null when there is no such resource, or no file: an application published as one file has none.</summary>
    public static byte[]? Read(Assembly assembly, string name)
    {
        if (!File.Exists(assembly.Location))
            return null;
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file, PEStreamOptions.LeaveOpen);
        var metadata = image.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil || !metadata.StringComparer.Equals(resource.Name, name) || !image.PEHeaders.TryGetDirectoryOffset(image.PEHeaders.CorHeader!.ResourcesDirectory, out var offset))
                continue;
            Span<byte> length = stackalloc byte[sizeof(int)];
            file.Position = offset + resource.Offset;
            file.ReadExactly(length);
            var content = GC.AllocateUninitializedArray<byte>(BinaryPrimitives.ReadInt32LittleEndian(length));
            file.ReadExactly(content);
            return content;
        }

        return null;
    }
}
