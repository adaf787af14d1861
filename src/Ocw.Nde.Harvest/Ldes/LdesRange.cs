using System.Globalization;

namespace Ocw.Nde.Harvest;

/// <summary>How values are compared.</summary>
internal enum LdesValueKind
{
    /// <summary>As numbers.</summary>
    Number,

    /// <summary>As moments; a day, month or year is a period.</summary>
    Moment,

    /// <summary>As text, by code unit.</summary>
    Text,
}

/// <summary>What a relation says of the members behind it, or a condition of those that are wanted (TREE §3.2).</summary>
/// <param name="Path">The property path, as <see cref="LdesPaths.Read"/> writes it.</param>
/// <param name="Relation">The kind of relation, such as <c>LessThanRelation</c>; empty for one that compares nothing.</param>
/// <param name="Value">The value.</param>
internal sealed record LdesBound(string Path, string Relation, string Value)
{
    private const string Tree = "https://w3id.org/tree#";

    /// <summary>The kind of relation that an IRI names.</summary>
    public static string RelationOf(string iri) => iri.StartsWith(Tree, StringComparison.Ordinal) ? iri[Tree.Length..] : "";
}

/// <summary>The values that a bound leaves: from one to another, each of them in it or not, or without end.</summary>
internal sealed record LdesRange(IComparable? From, bool IsFromOpen, IComparable? To, bool IsToOpen)
{
    // Zones that are not written may lie this far off.
    private static readonly long Slack = TimeSpan.TicksPerDay * 2;

    /// <summary>How a value is compared when nobody says it.</summary>
    public static LdesValueKind Guess(string value) =>
        Value(value, LdesValueKind.Number) is not null ? LdesValueKind.Number : LdesMoment.Read(value) is not null ? LdesValueKind.Moment : LdesValueKind.Text;

    /// <summary>The range of a bound; <see langword="null"/> for one that leaves everything open, or whose value is not of the kind.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="kind">How values are compared.</param>
    /// <param name="isWide">Whether moments are widened, so that a page is rather walked in vain than missed.</param>
    public static LdesRange? Of(LdesBound bound, LdesValueKind kind, bool isWide)
    {
        if (Period(bound.Value, kind) is not var (start, end))
            return null;
        var isPeriod = start.CompareTo(end) != 0;
        return bound.Relation switch
        {
            "LessThanRelation" => new LdesRange(null, false, Moved(start, isWide ? Slack : 0), true),
            "LessThanOrEqualToRelation" => new LdesRange(null, false, Moved(end, isWide ? Slack : 0), isPeriod),
            "GreaterThanRelation" => new LdesRange(Moved(isWide ? start : end, isWide ? -Slack : 0), !isPeriod, null, false),
            "GreaterThanOrEqualToRelation" => new LdesRange(Moved(start, isWide ? -Slack : 0), false, null, false),
            "EqualToRelation" or "InBetweenRelation" => new LdesRange(Moved(start, isWide ? -Slack : 0), false, Moved(end, isWide ? Slack : 0), isPeriod),
            "PrefixRelation" when kind == LdesValueKind.Text => new LdesRange(start, false, new OrdinalText(bound.Value + "\uFFFF"), false),
            _ => null,
        };
    }

    /// <summary>A value of a member; <see langword="null"/> for one that is not of the kind.</summary>
    public static IComparable? Value(string text, LdesValueKind kind) => Period(text, kind)?.Start;

    /// <summary>Whether some value lies in both.</summary>
    public bool Meets(LdesRange other) => !IsBefore(this, other) && !IsBefore(other, this);

    /// <summary>Whether a value lies in it.</summary>
    public bool Holds(IComparable value) => Meets(new LdesRange(value, false, value, false));

    private static bool IsBefore(LdesRange one, LdesRange other) =>
        one.To is { } to && other.From is { } from && to.CompareTo(from) is var order && (order < 0 || (order == 0 && (one.IsToOpen || other.IsFromOpen)));

    private static IComparable Moved(IComparable value, long by) => value is long ticks ? ticks + by : value;

    private static (IComparable Start, IComparable End)? Period(string text, LdesValueKind kind)
    {
        switch (kind)
        {
            case LdesValueKind.Number when decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return (number, number);
            case LdesValueKind.Text:
                return (new OrdinalText(text), new OrdinalText(text));
            case LdesValueKind.Moment when LdesMoment.Exact(text) is { } moment:
                return (moment.Start.UtcTicks, moment.End.UtcTicks);
            default:
                return null;
        }
    }

    private readonly record struct OrdinalText(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, obj is OrdinalText other ? other.Text : null);
    }
}
