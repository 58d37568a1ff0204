using System.Globalization;
using System.Text;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Activities as a page gets them, by stream or by poll.</summary>
internal static class StreamFrame
{
    /// <summary>One frame.</summary>
    /// <param name="activities">Each as JSON.</param>
    /// <param name="watermark">The watermark after them; null: they are not part of the conversation.</param>
    public static byte[] Write(IReadOnlyList<byte[]> activities, int? watermark)
    {
        using var frame = new MemoryStream(64 + activities.Sum(activity => activity.Length + 1));
        frame.Write("{\"activities\":["u8);
        for (var i = 0; i < activities.Count; i++)
        {
            if (i > 0)
                frame.WriteByte((byte)',');
            frame.Write(activities[i]);
        }

        frame.Write("]"u8);
        if (watermark is { } after)
            frame.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"watermark\":\"{after}\"")));
        frame.Write("}"u8);
        return frame.ToArray();
    }
}
