using System.Threading.Channels;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>An activity on its way to a page.</summary>
/// <param name="Activity">As JSON.</param>
/// <param name="Watermark">The watermark after it; null for what is shown and not kept.</param>
internal readonly record struct StreamItem(byte[] Activity, int? Watermark);

/// <summary>Why a stream ends.</summary>
internal enum StreamEnd
{
    /// <summary>The conversation ended.</summary>
    Ended,

    /// <summary>Newer streams of the same conversation took its place.</summary>
    Replaced,
}

/// <summary>What one open stream has yet to send. It holds references only: the conversation's limit of messages bounds it.</summary>
internal sealed class Listener
{
    private readonly Channel<StreamItem> _items = Channel.CreateUnbounded<StreamItem>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Why it was closed; meaningful once <see cref="Items"/> has ended.</summary>
    public StreamEnd End { get; private set; }

    public ChannelReader<StreamItem> Items => _items.Reader;

    public void Write(StreamItem item) => _items.Writer.TryWrite(item);

    /// <summary>What was written before is still read.</summary>
    public void Close(StreamEnd end)
    {
        End = end;
        _items.Writer.TryComplete();
    }
}
