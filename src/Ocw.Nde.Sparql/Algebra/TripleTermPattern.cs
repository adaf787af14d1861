namespace Ocw.Nde.Sparql.Algebra;

/// <summary>A triple term (RDF 1.2) with variables or blank nodes in it; one without them is a <see cref="Constant"/>.</summary>
/// <remarks>It stands in templates only: in graph patterns the parser puts a variable in its place, and conditions on what that holds.</remarks>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">The object.</param>
public sealed record TripleTermPattern(PatternTerm Subject, PatternTerm Predicate, PatternTerm Object) : PatternTerm
{
    /// <inheritdoc/>
    public override string ToString() => $"<<( {Subject} {Predicate} {Object} )>>";
}

/// <summary>What stands in terms of patterns.</summary>
internal static class PatternTermParts
{
    /// <summary>The variables of a term, however deep in triple terms; itself if it is one.</summary>
    internal static IEnumerable<Variable> Variables(this PatternTerm? term) => term switch
    {
        Variable variable => [variable],
        TripleTermPattern triple => [.. triple.Subject.Variables(), .. triple.Predicate.Variables(), .. triple.Object.Variables()],
        _ => [],
    };

    /// <summary>The variables of a triple.</summary>
    internal static IEnumerable<Variable> Variables(this TriplePattern triple) => [.. triple.Subject.Variables(), .. triple.Predicate.Variables(), .. triple.Object.Variables()];
}
