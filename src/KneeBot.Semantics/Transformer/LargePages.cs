using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KneeBot.Semantics.Transformer;

/// <summary>
/// Room for learnt values, on large pages where the system has them. The values of a model lie on some ten thousand small pages, each of
/// which costs time when it is first touched, and again whenever the processor has forgotten where it lies.
/// </summary>
internal static unsafe partial class LargePages
{
    private const int PageSize = 2 << 20, MadviseHugePage = 14;

    /// <summary>Room that begins at a large page and stays where it is.</summary>
    /// <param name="length">Values; they are not set to zero.</param>
    public static Memory<T> Allocate<T>(int length) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var size = Unsafe.SizeOf<T>();
        var array = GC.AllocateUninitializedArray<T>(length + (PageSize / size), pinned: true);
        var start = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        var skipped = (int)(-start & (PageSize - 1));
        if (OperatingSystem.IsLinux())
            _ = Advise(start + skipped, (nuint)length * (nuint)size, MadviseHugePage); // a system without them leaves all as it is
        return array.AsMemory(skipped / size, length);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint start, nuint length, int advice);
}
