using System.Text;
using Ocw.Nde.Sparql.Algebra;
using Ocw.Nde.Sparql.Evaluation;
using Ocw.Nde.Sparql.Evaluation.Expressions;
using Ocw.Nde.Sparql.Functions;

namespace Ocw.Nde.Sparql.Operators;

/// <summary>The values of the ORDER BY conditions of kept rows, and their comparison.</summary>
/// <remarks>
/// The first condition also gives each row a 64-bit prefix that sorts like its value, as far as it goes: most comparisons need no more.
/// </remarks>
internal sealed class SortKeys
{
    private const int ValueBytes = 48;

    private readonly QueryContext context;
    private readonly Scalar[] conditions;
    private readonly bool[] descending;
    private readonly Value[][] values;
    private ulong[] prefixes = [];
    private long charged;
    private int comparisons;

    internal SortKeys(QueryContext context, IReadOnlyList<Scalar> conditions, IReadOnlyList<bool> descending)
    {
        this.context = context;
        this.conditions = [.. conditions];
        this.descending = [.. descending];
        values = new Value[conditions.Count][];
        Array.Fill(values, []);
    }

    /// <summary>The conditions as an explained plan shows them.</summary>
    internal static string Describe(OrderBy order) =>
        string.Join(' ', order.Conditions.Select(condition => (condition.Descending ? "desc " : "") + AlgebraText.Of(condition.Expression)));

    /// <summary>The prefixes by row; the array is replaced when it grows.</summary>
    internal ulong[] Prefixes => prefixes;

    /// <summary>Works out the keys of a row of a batch and keeps them under a number.</summary>
    internal void Set(int number, in Row row)
    {
        if (number >= prefixes.Length)
            Grow(number + 1);
        for (var i = 0; i < conditions.Length; i++)
            values[i][number] = conditions[i].Evaluate(row);
        prefixes[number] = PrefixOf(values[0][number]);
    }

    /// <summary>The prefix of a row's first key alone, to reject it before anything else is worked out.</summary>
    internal ulong Prefix(in Row row) => PrefixOf(conditions[0].Evaluate(row));

    /// <summary>The order of two kept rows.</summary>
    internal int Compare(int left, int right)
    {
        if (((++comparisons) & 0x3FFF) == 0)
            context.Check();
        var order = prefixes[left].CompareTo(prefixes[right]);
        for (var i = 0; order == 0 && i < values.Length; i++)
        {
            order = TermOrder.Compare(values[i][left], values[i][right], context.Terms);
            if (descending[i])
                order = -order;
        }

        return order;
    }

    internal void Clear()
    {
        context.Memory.Release(charged);
        charged = 0;
        Array.Fill(values, []);
        prefixes = [];
    }

    internal void Rewind(Rewinding what)
    {
        foreach (var condition in conditions)
            condition.Rewind(what);
        Clear();
    }

    private void Grow(int needed)
    {
        var size = Math.Max(64, Math.Max(prefixes.Length * 2, needed));
        var bytes = (size - prefixes.Length) * ((long)ValueBytes * values.Length + sizeof(ulong));
        context.Memory.Charge(bytes);
        charged += bytes;
        Array.Resize(ref prefixes, size);
        for (var i = 0; i < values.Length; i++)
            Array.Resize(ref values[i], size);
    }

    private ulong PrefixOf(in Value value)
    {
        var prefix = ((ulong)TermOrder.Rank(value.Kind) << 56) | Payload(value);
        return descending[0] ? ~prefix : prefix;
    }

    // Never orders two values differently than TermOrder does; equal payloads leave it to that.
    private static ulong Payload(in Value value)
    {
        switch (value.Kind)
        {
            case >= ValueKind.Integer and <= ValueKind.Double:
                // Where a float takes part, numbers are compared as floats: what is equal then must not be told apart here.
                var number = (float)Numbers.ToDouble(value);
                if (float.IsNaN(number))
                    return 0;
                var bits = BitConverter.SingleToUInt32Bits(number == 0 ? 0 : number);
                return ((bits >> 31) != 0 ? ~bits : bits | (1U << 31)) + 1UL;
            case ValueKind.String or ValueKind.LangString:
                return TextPrefix(value.Text!);
            case >= ValueKind.DateTime and <= ValueKind.Day:
                return (ulong)Math.Clamp(value.AsMoment.UtcSeconds + (1L << 55), 0, (1L << 56) - 1);
            default:
                return 0;
        }
    }

    private static ulong TextPrefix(string text)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes[..7].Clear();
        var head = text.AsSpan(0, Math.Min(text.Length, 7));
        Encoding.UTF8.GetBytes(head, bytes);
        var prefix = 0UL;
        for (var i = 0; i < 7; i++)
            prefix = (prefix << 8) | bytes[i];
        return prefix;
    }
}
