using System.Collections.Frozen;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Termen.Review;

/// <summary>The columns and words of the spreadsheet, in Dutch and English; both are read, whatever the language of the rest.</summary>
internal static class ReviewTableColumns
{
    /// <summary>How many candidates have a column.</summary>
    public const int Candidates = 5;

    /// <summary>The names of the columns, in order.</summary>
    public static readonly (string Key, string Nl, string En)[] All =
    [
        ("row", "rij", "row"),
        ("institution", "instelling", "institution"),
        ("dataset", "dataset", "dataset"),
        ("field", "veld", "field"),
        ("literal", "woorden", "literal"),
        ("language", "taal", "language"),
        ("uses", "gebruikt", "uses"),
        .. Enumerable.Range(1, Candidates).Select(n => ($"candidate {n}", $"kandidaat {n}", $"candidate {n}")),
        ("decision", "besluit", "decision"),
        ("term", "term", "term"),
        ("why", "waarom", "why"),
    ];

    private static readonly FrozenDictionary<string, string> s_keys =
        All.SelectMany(c => new[] { (c.Nl, c.Key), (c.En, c.Key) }).DistinctBy(c => c.Item1, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(c => c.Item1, c => c.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ReviewAnswer> s_decisions = new Dictionary<string, ReviewAnswer>(StringComparer.Ordinal)
    {
        ["aanvaard"] = new(ReviewVerdict.Accept),
        ["accept"] = new(ReviewVerdict.Accept),
        ["ander"] = new(ReviewVerdict.Accept),
        ["other"] = new(ReviewVerdict.Accept),
        ["ongeveer"] = new(ReviewVerdict.Accept) { Relation = AlignmentRelation.Close },
        ["close"] = new(ReviewVerdict.Accept) { Relation = AlignmentRelation.Close },
        ["ruimer"] = new(ReviewVerdict.Accept) { Relation = AlignmentRelation.Broad },
        ["broader"] = new(ReviewVerdict.Accept) { Relation = AlignmentRelation.Broad },
        ["geen"] = new(ReviewVerdict.NoneOfThese),
        ["none"] = new(ReviewVerdict.NoneOfThese),
        ["geen term"] = new(ReviewVerdict.NoTerm),
        ["no term"] = new(ReviewVerdict.NoTerm),
        ["overslaan"] = new(ReviewVerdict.Skip),
        ["skip"] = new(ReviewVerdict.Skip),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The key of a column that is headed so; <see langword="null"/> for one that is not ours.</summary>
    public static string? KeyOf(string heading) => s_keys.GetValueOrDefault(heading.Trim());

    /// <summary>The answer that a decision's word stands for; <see langword="null"/> for one that is not known.</summary>
    public static ReviewAnswer? AnswerOf(string word) => s_decisions.GetValueOrDefault(word.Trim().Replace('-', ' '));

    /// <summary>The words that may be filled in.</summary>
    public static string Words(string language) =>
        language == "nl" ? "aanvaard, ander, ongeveer, ruimer, geen, geen term, overslaan" : "accept, other, close, broader, none, no term, skip";
}
