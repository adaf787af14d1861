using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Ocw.Nde.Harvest;

/// <summary>A record in the search for duplicates: 32 bytes, whatever its identifier.</summary>
/// <param name="High">Half of the hash of its identifier.</param>
/// <param name="Low">The other half.</param>
/// <param name="Datestamp">Ticks in UTC; 0 without datestamp.</param>
/// <param name="Number">Its number in the run.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RecordKey(ulong High, ulong Low, long Datestamp, long Number) : IComparable<RecordKey>
{
    public static RecordKey Of(string identifier, DateTimeOffset? datestamp, long number)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(identifier), hash);
        var halves = MemoryMarshal.Cast<byte, ulong>(hash);
        return new RecordKey(halves[0], halves[1], datestamp?.UtcTicks ?? 0, number);
    }

    public bool IsSameRecord(RecordKey other) => High == other.High && Low == other.Low;

    /// <summary>By identifier, then in the order of the run.</summary>
    public int CompareTo(RecordKey other)
    {
        var order = High.CompareTo(other.High);
        if (order == 0)
            order = Low.CompareTo(other.Low);
        return order != 0 ? order : Number.CompareTo(other.Number);
    }
}
