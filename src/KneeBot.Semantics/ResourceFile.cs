using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace KneeBot.Semantics;

/// <summary>Opens a resource in the assembly's file. Through the runtime's own view of the file its pages would stay in memory beside what was made of them.</summary>
internal static class ResourceFile
{
    /// <summary>The file at the resource's first byte, and the resource's length; null when there is no such resource, or no file: an application published as one file has none.</summary>
    public static (FileStream File, int Length)? Open(Assembly assembly, string name)
    {
        if (!File.Exists(assembly.Location))
            return null;
        var file = new FileStream(assembly.Location, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            if (Find(file, name) is { } length)
                return (file, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        file.Dispose();
        return null;
    }

    private static int? Find(FileStream file, string name)
    {
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
            return BinaryPrimitives.ReadInt32LittleEndian(length);
        }

        return null;
    }
}
