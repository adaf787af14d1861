using Ocw.Nde.Termen.Alignment;
using Ocw.Nde.Termen.Review;

namespace Ocw.Nde.Termen.Tests.Review;

/// <summary>Makes events for tests, one second after another.</summary>
internal sealed class Said(string institution = "museum", string by = "anna", int start = 0)
{
    private int _seconds = start;

    public ReviewEvent Accept(string literal, string term, string field = "material", string? language = null, string? dataset = null, string? batch = null, AlignmentRelation relation = AlignmentRelation.Exact) =>
        Event(ReviewVerdict.Accept, literal, field) with { Terms = [term], Language = language, Dataset = dataset, Batch = batch, Relation = relation };

    public ReviewEvent None(string literal, params string[] terms) => Event(ReviewVerdict.NoneOfThese, literal) with { Terms = terms };

    public ReviewEvent NoTerm(string literal, string? language = null) => Event(ReviewVerdict.NoTerm, literal) with { Language = language };

    public ReviewEvent Skip(string literal) => Event(ReviewVerdict.Skip, literal);

    public ReviewEvent Undo(string name) => Event(ReviewVerdict.Undo, "", "") with { Undoes = name };

    private ReviewEvent Event(ReviewVerdict verdict, string literal, string field = "material") => new()
    {
        Id = $"{institution}-{by}-{++_seconds}",
        At = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(_seconds),
        By = by,
        Institution = institution,
        Field = field,
        Literal = literal,
        Verdict = verdict,
    };
}
