using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Html.Rdfa;

/// <summary>The evaluation context of RDFa Core 1.1 §7.2.</summary>
/// <param name="Base">What relative IRIs are resolved against.</param>
/// <param name="ParentSubject">The subject of the elements around.</param>
/// <param name="ParentObject">The object that the elements around gave, if they gave one.</param>
/// <param name="Incomplete">The triples that wait for the subject of an element inside.</param>
/// <param name="Lists">The lists that <c>inlist</c> fills.</param>
/// <param name="Language">The language of text; <see langword="null"/> for none.</param>
/// <param name="Prefixes">The prefixes in force.</param>
/// <param name="Vocabulary">The default vocabulary, if there is one.</param>
internal sealed record RdfaContext(
    string Base,
    RdfTerm ParentSubject,
    RdfTerm? ParentObject,
    IReadOnlyList<IncompleteTriple> Incomplete,
    RdfaLists Lists,
    string? Language,
    RdfaPrefixes Prefixes,
    string? Vocabulary);

/// <summary>A triple that lacks its object, or its subject, until an element inside gives it.</summary>
/// <param name="Predicate">Its predicate.</param>
/// <param name="Direction">Which end is lacking.</param>
/// <param name="List">The list that the resource goes to, for <see cref="RdfaDirection.List"/>.</param>
internal readonly record struct IncompleteTriple(Iri Predicate, RdfaDirection Direction, List<RdfTerm>? List = null);

/// <summary>What an incomplete triple lacks.</summary>
internal enum RdfaDirection
{
    /// <summary>The object (<c>rel</c>).</summary>
    Forward,

    /// <summary>The subject (<c>rev</c>).</summary>
    Reverse,

    /// <summary>A member of a list (<c>rel</c> with <c>inlist</c>).</summary>
    List,
}

/// <summary>A list mapping (RDFa Core 1.1 §7.2): the lists of a subject by their predicates, in the order in which they were begun.</summary>
internal sealed class RdfaLists
{
    private readonly Dictionary<Iri, List<RdfTerm>> _lists = [];

    internal IEnumerable<KeyValuePair<Iri, List<RdfTerm>>> All => _lists;

    internal List<RdfTerm> Of(Iri predicate)
    {
        if (!_lists.TryGetValue(predicate, out var list))
            _lists.Add(predicate, list = []);
        return list;
    }
}
