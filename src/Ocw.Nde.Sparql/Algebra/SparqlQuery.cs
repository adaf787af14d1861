using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Sparql.Algebra;

/// <summary>A parsed and translated query: its form, its dataset clause and its algebra.</summary>
/// <param name="Form">Which of the four query forms.</param>
/// <param name="Pattern">The algebra, solution modifiers included (for SELECT the outermost projection too).</param>
/// <param name="Projection">The variables of a SELECT in order; empty for the other forms.</param>
/// <param name="Template">The template of a CONSTRUCT; blank nodes in it are variables that begin with <c>.</c> and are new for each solution.</param>
/// <param name="Described">What a DESCRIBE names: variables and IRIs.</param>
/// <param name="From">FROM graphs; with <paramref name="FromNamed"/> both empty, the dataset is the service's own.</param>
/// <param name="FromNamed">FROM NAMED graphs.</param>
/// <param name="BaseIri">The base IRI at the end of the prologue, for the IRI() function.</param>
/// <param name="Prefixes">The prefixes of the prologue, for results that are written with prefixes.</param>
public sealed record SparqlQuery(
    QueryForm Form,
    AlgebraNode Pattern,
    IReadOnlyList<Variable> Projection,
    IReadOnlyList<TriplePattern> Template,
    IReadOnlyList<PatternTerm> Described,
    IReadOnlyList<Iri> From,
    IReadOnlyList<Iri> FromNamed,
    string? BaseIri,
    IReadOnlyDictionary<string, string> Prefixes);

/// <summary>The query forms (SPARQL 1.1 §16).</summary>
public enum QueryForm
{
    /// <summary>SELECT.</summary>
    Select,

    /// <summary>CONSTRUCT.</summary>
    Construct,

    /// <summary>ASK.</summary>
    Ask,

    /// <summary>DESCRIBE.</summary>
    Describe,
}
