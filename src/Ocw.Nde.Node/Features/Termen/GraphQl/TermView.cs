using Ocw.Nde.Node.Features.Termen.Shared;
using Ocw.Nde.Termen.Lookup;
using Ocw.Nde.Termen.Search;

namespace Ocw.Nde.Node.Features.Termen.GraphQl;

/// <summary>A term in an answer, with how it was found if it was searched for.</summary>
internal abstract record TermView(Term Term, TermHit? Hit)
{
    /// <summary>A term without languages asked for.</summary>
    public static TermView Of(Term term, TermHit? hit, IReadOnlyList<string>? languages) =>
        languages is null ? new PlainTermView(term, hit) : new TranslatedTermView(term, hit, languages);

    public abstract object Texts(IEnumerable<LabelText> labels);

    public IEnumerable<RelatedView> Related(IEnumerable<TermReference> references) => references
        .Select(reference => new RelatedView(reference, this))
        .OrderBy(view => TermLabels.Plain(TermLabels.Of(view.Reference)) is [var first, ..] ? first : "", StringComparer.CurrentCulture);
}

/// <summary>GraphQL's <c>Term</c>: texts without their languages.</summary>
internal sealed record PlainTermView(Term Term, TermHit? Hit) : TermView(Term, Hit)
{
    public override object Texts(IEnumerable<LabelText> labels) => TermLabels.Plain(labels);
}

/// <summary>GraphQL's <c>TranslatedTerm</c>: texts in the languages asked for.</summary>
internal sealed record TranslatedTermView(Term Term, TermHit? Hit, IReadOnlyList<string> Languages) : TermView(Term, Hit)
{
    public override object Texts(IEnumerable<LabelText> labels) => TermLabels.In(labels, Languages);
}

/// <summary>A term that another refers to, in the languages of that one.</summary>
internal sealed record RelatedView(TermReference Reference, TermView Of)
{
    public object Labels => Of.Texts(TermLabels.Of(Reference));
}
