using System.Buffers.Text;
using System.Security.Cryptography;

namespace KneeBot.BotFramework.DirectLine;

/// <summary>Text that nobody can guess, fit for an address.</summary>
internal static class RandomText
{
    /// <summary>22 characters, 128 bits.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
