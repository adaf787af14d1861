using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>A record in the search for duplicates: 40 bytes, whatever its identifier.</summary>
/// <param name="High">Half of the hash of its identifier.</param>
/// <param name="Low">The other half.</param>
/// <param name="Datestamp">Ticks in UTC; 0 without datestamp.</param>
/// <param name="Place">Twice its number in the run, and one more when it says that the record is deleted: in order like the numbers.</param>
/// <param name="Size">How many records go with it: it, and those before it in the run.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RecordKey(ulong High, ulong Low, long Datestamp, long Place, long Size) : IComparable<RecordKey>
{
    public static RecordKey Of(string identifier, DateTimeOffset? datestamp, long number, bool isDeleted = false, int size = 1)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(identifier), hash);
        var halves = MemoryMarshal.Cast<byte, ulong>(hash);
        return new RecordKey(halves[0], halves[1], datestamp?.UtcTicks ?? 0, (number * 2) + (isDeleted ? 1 : 0), size);
    }

    public long Number => Place / 2;

    public bool IsDeleted => Place % 2 == 1;

    public bool IsSameRecord(RecordKey other) => High == other.High && Low == other.Low;

    /// <summary>By identifier, then in the order of the run.</summary>
    public int CompareTo(RecordKey other)
    {
        var order = High.CompareTo(other.High);
        if (order == 0)
            order = Low.CompareTo(other.Low);
        return order != 0 ? order : Place.CompareTo(other.Place);
    }
}
