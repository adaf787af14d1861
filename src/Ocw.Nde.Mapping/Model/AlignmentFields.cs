using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Mapping.Model;

/// <summary>Which properties carry values that ask for a shared term, and under which field they are aligned.</summary>
/// <remarks>
/// A value node is the object of one of these properties. Its own words are <c>schema:name</c>, a code is <c>schema:termCode</c>, links that the
/// source already has are <c>schema:sameAs</c>; what <see cref="Context"/> names hangs on the node too. The same table as a query is
/// <c>sparql/mappings/alignment/values.rq</c>.
/// </remarks>
public static class AlignmentFields
{
    /// <summary>The fields by property.</summary>
    public static IReadOnlyDictionary<Iri, string> ByPredicate { get; } =
        ModelProperties.WithField.Where(p => p.Field is not "provider" and not "broader").ToDictionary(p => p.Predicate, p => p.Field!);

    /// <summary>The fields, each once.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. ByPredicate.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What a property on a value node means as context: <c>birth</c>, <c>death</c>, <c>broader</c>, …</summary>
    /// <remarks>Where the object is a node, its <c>schema:name</c> is the value.</remarks>
    public static IReadOnlyDictionary<Iri, string> Context { get; } = new Dictionary<Iri, string>
    {
        [Vocabulary.BirthDate] = "birth",
        [Vocabulary.DeathDate] = "death",
        [Vocabulary.FoundingDate] = "birth",
        [Vocabulary.DissolutionDate] = "death",
        [Vocabulary.BirthPlace] = "birthPlace",
        [Vocabulary.FoundingLocation] = "birthPlace",
        [new(Vocabulary.Schema + "deathPlace")] = "deathPlace",
        [new(Vocabulary.Schema + "hasOccupation")] = "occupation",
        [Vocabulary.AlternateName] = "alternateName",
        [Vocabulary.Description] = "description",
        [Vocabulary.Identifier] = "identifier",
        [new(Vocabulary.Schema + "inDefinedTermSet")] = "scheme",
        [Vocabulary.Broader] = "broader",
        [new(Vocabulary.Schema + "containedInPlace")] = "broader",
        [Vocabulary.Type] = "class",
    };
}
