using Ocw.Nde.Rdf.Namespaces;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Alignment;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>The link that an accepted alignment publishes.</summary>
internal static class AlignmentLink
{
    /// <summary>The link: a value that means something narrower than the term, or nearly the same, is not the same as it.</summary>
    public static Triple Of(Alignment alignment) => new(alignment.Query.Node, PredicateOf(alignment.Relation), alignment.Term);

    private static Iri PredicateOf(AlignmentRelation relation) => relation switch
    {
        AlignmentRelation.Broad => SkosNs.BroadMatch,
        AlignmentRelation.Close => SkosNs.CloseMatch,
        _ => SchemaNs.SameAs,
    };
}
