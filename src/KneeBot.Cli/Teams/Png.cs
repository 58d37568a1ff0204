using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KneeBot.Cli.Teams;

/// <summary>Writes square pictures as PNG: eight bits for red, green, blue and opacity.</summary>
internal static class Png
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The file.</summary>
    /// <param name="size">Width and height in pixels.</param>
    /// <param name="pixel">Colour at the middle of a pixel.</param>
    public static byte[] Write(int size, Func<double, double, (byte R, byte G, byte B, byte A)> pixel)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        (header[8], header[9]) = (8, 6);
        using var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Compressed(Rows(size, pixel)));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Each row begins with the number of its filter: none.</summary>
    private static byte[] Rows(int size, Func<double, double, (byte R, byte G, byte B, byte A)> pixel)
    {
        var rows = new byte[size * ((4 * size) + 1)];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                var at = (y * ((4 * size) + 1)) + 1 + (4 * x);
                (rows[at], rows[at + 1], rows[at + 2], rows[at + 3]) = pixel(x + 0.5, y + 0.5);
            }
        }

        return rows;
    }

    private static byte[] Compressed(byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(rows);
        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(body));
        file.Write(number);
    }

    /// <summary>CRC-32, bit by bit: the icons are small.</summary>
    private static uint Checksum(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
