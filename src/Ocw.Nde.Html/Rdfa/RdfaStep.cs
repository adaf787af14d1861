using Ocw.Nde.Html.Pages;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>The local values of RDFa Core 1.1 §7.5, step 1, at one element.</summary>
internal sealed class RdfaStep(PageElement element, RdfaContext context, IReadOnlyList<Iri>? rel, IReadOnlyList<Iri>? rev)
{
    internal PageElement Element { get; } = element;

    /// <summary>The context of the element, with what it declares itself.</summary>
    internal RdfaContext Context { get; } = context;

    /// <summary>What <c>rel</c> names; <see langword="null"/> where it is absent.</summary>
    internal IReadOnlyList<Iri>? Rel { get; } = rel;

    /// <summary>What <c>rev</c> names; <see langword="null"/> where it is absent.</summary>
    internal IReadOnlyList<Iri>? Rev { get; } = rev;

    internal bool SkipElement { get; set; }

    internal RdfTerm? NewSubject { get; set; }

    internal RdfTerm? CurrentObject { get; set; }

    internal RdfTerm? TypedResource { get; set; }

    internal IReadOnlyList<IncompleteTriple> Incomplete { get; set; } = [];
}
