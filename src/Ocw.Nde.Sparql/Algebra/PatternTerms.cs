using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>What may stand in a triple pattern: a fixed term or a variable.</summary>
public abstract record PatternTerm
{
    private protected PatternTerm()
    {
    }
}

/// <summary>A variable; blank nodes of a query are variables whose name no query can write (they begin with <c>.</c>) and that no projection shows.</summary>
/// <param name="Name">The name without <c>?</c> or <c>$</c>.</param>
public sealed record Variable(string Name) : PatternTerm
{
    /// <summary>Whether the query can see it: not a blank node and not made by the translation.</summary>
    public bool IsVisible => !Name.StartsWith('.');

    /// <inheritdoc/>
    public override string ToString() => "?" + Name;
}

/// <summary>A fixed term.</summary>
/// <param name="Term">The term.</param>
public sealed record Constant(RdfTerm Term) : PatternTerm
{
    /// <inheritdoc/>
    public override string ToString() => Term.ToString();
}

/// <summary>A triple pattern (SPARQL 1.1 §18.1.5).</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">The object.</param>
public sealed record TriplePattern(PatternTerm Subject, PatternTerm Predicate, PatternTerm Object)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Subject} {Predicate} {Object}";
}
