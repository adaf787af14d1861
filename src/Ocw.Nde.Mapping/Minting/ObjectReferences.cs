using Ocw.Nde.Mapping.Finishing;
using Ocw.Nde.Mapping.Model;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Minting;

/// <summary>Replaces references to other objects of the same institution by their addresses: a query writes <c>urn:ocwnde:object:</c> and the key, percent-encoded.</summary>
internal static class ObjectReferences
{
    private const string Prefix = "urn:ocwnde:object:";

    /// <summary>Replaces them.</summary>
    /// <param name="draft">The object.</param>
    /// <param name="minter">Gives the addresses; <see langword="null"/> when objects have other addresses than those by their keys: then nothing can be referred to.</param>
    /// <param name="context">Told of references that are left out.</param>
    public static void Resolve(Draft draft, IriMinter? minter, FinishContext context)
    {
        if (!draft.Statements.Exists(s => IsReference(s.Term)))
            return;
        draft.Rewrite(statement =>
        {
            if (!IsReference(statement.Term))
                return [statement];
            if (minter is not null)
                return [statement with { Term = minter.Object(Uri.UnescapeDataString(((Iri)statement.Term!).Value[Prefix.Length..])) }];
            context.Remark("part-not-linked", "The record refers to another by its key, but mapping.key or mapping.subject gives objects other addresses. The reference is left out.", statement.Predicate);
            return [];
        });
    }

    private static bool IsReference(RdfTerm? term) => term is Iri iri && iri.Value.StartsWith(Prefix, StringComparison.Ordinal);
}
