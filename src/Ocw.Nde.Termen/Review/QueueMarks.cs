using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>The reasons of an item's candidates as the bits of one number, so that a filter need not read texts.</summary>
internal static class QueueMarks
{
    private const int MostBits = 62;
    private static readonly Dictionary<string, int> s_bits = AlignmentReasons.All.Append(QueueReasons.NoCandidate).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostBits).Index().ToDictionary(code => code.Item, code => code.Index, StringComparer.Ordinal);

    /// <summary>Changes when a bit means another reason.</summary>
    public static int Signature { get; } = s_bits.Keys.Order(StringComparer.Ordinal).Aggregate(17, (hash, code) => code.Aggregate(hash, (h, c) => ((h * 31) + c) & 0xFFFF));

    /// <summary>The bits of reasons with a bar between them; of none at all, that there is no candidate.</summary>
    public static long Of(string? reasons)
    {
        if (reasons is null)
            return Bit(QueueReasons.NoCandidate);
        var bits = 0L;
        foreach (var range in reasons.AsSpan().Split('|'))
        {
            var reason = reasons.AsSpan(range);
            var equals = reason.IndexOf('=');
            if (s_bits.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(equals < 0 ? reason : reason[..equals], out var bit))
                bits |= 1L << bit;
        }

        return bits;
    }

    /// <summary>The bit of a reason; 0 for one that no candidate has.</summary>
    public static long Bit(string code) => s_bits.TryGetValue(code, out var bit) ? 1L << bit : 0;
}
