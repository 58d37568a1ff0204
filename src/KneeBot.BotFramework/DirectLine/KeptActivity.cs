using System.IO.Compression;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>An activity as a conversation keeps it. Once newer ones came it is packed: it is read again only by a page that begins anew, and a reply says much twice.</summary>
/// <param name="json">The activity.</param>
internal sealed class KeptActivity(byte[] json)
{
    private const int Quality = 1, Window = 16;

    private byte[] _content = json;
    private int _packedLength;

    /// <summary>The activity as JSON.</summary>
    public byte[] Json
    {
        get
        {
            if (_packedLength == 0)
                return _content;
            var unpacked = new byte[_packedLength];
            return BrotliDecoder.TryDecompress(_content, unpacked, out var length) && length == unpacked.Length
                ? unpacked
                : throw new InvalidDataException("An activity of a conversation cannot be unpacked.");
        }
    }

    /// <summary>Makes it smaller, where that can be done.</summary>
    public void Pack()
    {
        Span<byte> packed = new byte[BrotliEncoder.GetMaxCompressedLength(_content.Length)];
        if (_packedLength > 0 || !BrotliEncoder.TryCompress(_content, packed, out var length, Quality, Window) || length >= _content.Length)
            return;
        (_packedLength, _content) = (_content.Length, packed[..length].ToArray());
    }
}
